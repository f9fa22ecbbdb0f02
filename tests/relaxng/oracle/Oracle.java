import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.SchemaReader;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.prop.rng.RngProperty;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.validate.rng.SAXSchemaReader;
import com.thaiopensource.xml.sax.Jaxp11XMLReaderCreator;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * jing in one process that lives as long as a test run.
 *
 * A request is a line of fields separated by tabs; the document of CHECK follows as bytes. An answer is a line with a
 * word and a number, then so many lines: severity, line, column, file, message, separated by tabs.
 *
 *   LOAD  key  xml|compact  ids|noids  path     ok | bad
 *   CHECK key  length       name                ok | bad     valid or not
 *   DROP  key                                   ok
 *   TRANG from to                               ok | bad
 */
public class Oracle {
  private static final Map<String, ValidationDriver> DRIVERS = new HashMap<>();
  private static final Messages SAID = new Messages();
  private static OutputStream out;

  /** What jing says, in the order in which it says it. */
  private static class Messages implements ErrorHandler {
    final List<String> lines = new ArrayList<>();
    boolean wrong = false;

    void clear() {
      lines.clear();
      wrong = false;
    }

    void add(String severity, int line, int column, String file, String message) {
      String text = message == null ? "" : message.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
      lines.add(severity + "\t" + line + "\t" + column + "\t" + (file == null ? "" : file) + "\t"
          + text.replace("\r", "\\r"));
      wrong |= !severity.equals("warning");
    }

    private void add(String severity, SAXParseException e) {
      add(severity, e.getLineNumber(), e.getColumnNumber(), e.getSystemId(), e.getMessage());
    }

    public void warning(SAXParseException e) {
      add("warning", e);
    }

    public void error(SAXParseException e) {
      add("error", e);
    }

    public void fatalError(SAXParseException e) throws SAXException {
      add("fatal", e);
      throw e;
    }
  }

  /** Readers that load no external DTD: Letterbook does not either. */
  private static class Readers extends Jaxp11XMLReaderCreator {
    @Override
    public XMLReader createXMLReader() throws SAXException {
      XMLReader reader = super.createXMLReader();
      reader.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return reader;
    }
  }

  private static boolean load(String[] f) throws Exception {
    PropertyMapBuilder properties = new PropertyMapBuilder();
    properties.put(ValidateProperty.ERROR_HANDLER, SAID);
    properties.put(ValidateProperty.XML_READER_CREATOR, new Readers());
    if (f[3].equals("ids")) {
      RngProperty.CHECK_ID_IDREF.add(properties);
    }
    SchemaReader reader = f[2].equals("compact") ? CompactSchemaReader.getInstance() : SAXSchemaReader.getInstance();
    ValidationDriver driver = new ValidationDriver(properties.toPropertyMap(), reader);
    boolean loaded = driver.loadSchema(ValidationDriver.fileInputSource(new File(f[4])));
    DRIVERS.put(f[1], driver);
    return loaded;
  }

  private static boolean check(String[] f, byte[] data) throws Exception {
    InputSource input = new InputSource(new ByteArrayInputStream(data));
    input.setSystemId("file:///" + f[3]);
    return DRIVERS.get(f[1]).validate(input);
  }

  private static boolean trang(String[] f, String jar) throws Exception {
    URL[] place = {new File(jar).toURI().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, ClassLoader.getPlatformClassLoader())) {
      Class<?> driver = loader.loadClass("com.thaiopensource.relaxng.translate.Driver");
      Object made = driver.getDeclaredConstructor().newInstance();
      Object code = driver.getMethod("run", String[].class).invoke(made, (Object) new String[] {f[1], f[2]});
      return code.equals(0);
    }
  }

  private static boolean run(String[] f, byte[] data, String jar) {
    try {
      switch (f[0]) {
        case "LOAD":
          return load(f);
        case "CHECK":
          return check(f, data);
        case "TRANG":
          return trang(f, jar);
        default:
          DRIVERS.remove(f[1]);
          return true;
      }
    } catch (SAXParseException e) {
      if (!SAID.wrong) {
        SAID.add("fatal", e);
      }
    } catch (Throwable e) {
      SAID.add("fatal", 0, 0, "", e.toString());
    }
    return false;
  }

  private static String readLine(DataInputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static void answer(String word, List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder(word + "\t" + lines.size() + "\n");
    for (String line : lines) {
      text.append(line).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Arguments: the path of trang's jar, the seconds that one request may last. */
  public static void main(String[] arguments) throws Exception {
    out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err)));
    for (String limit : new String[] {"entityExpansionLimit", "elementAttributeLimit", "totalEntitySizeLimit",
        "maxGeneralEntitySizeLimit", "maxElementDepth"}) {
      System.setProperty("jdk.xml." + limit, "0");
    }
    long seconds = Long.parseLong(arguments[1]);
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
      Thread thread = new Thread(null, task, "oracle", 1L << 29);
      thread.setDaemon(true);
      return thread;
    });
    answer("ready", new ArrayList<>());
    for (String line = readLine(in); line != null; line = readLine(in)) {
      String[] f = line.split("\t", -1);
      byte[] data = new byte[f[0].equals("CHECK") ? Integer.parseInt(f[2]) : 0];
      in.readFully(data);
      SAID.clear();
      Future<Boolean> done = worker.submit(() -> run(f, data, arguments[0]));
      try {
        boolean good = done.get(seconds, TimeUnit.SECONDS);
        answer(good && !SAID.wrong ? "ok" : "bad", SAID.lines);
      } catch (TimeoutException e) {
        answer("late", new ArrayList<>());
        System.exit(3);
      }
    }
    System.exit(0);
  }
}
