"""``python -m letterbook``."""

if __name__ == "__main__":  # workers that are spawned import this module again, under another name
    from letterbook.cli import main

    main()
