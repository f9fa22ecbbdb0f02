"""What the files of an edition say: letters, registers, dates, pointers and the text of each layer."""
