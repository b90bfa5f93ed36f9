package dev.copra.format.text;

import dev.copra.coco.AnnotationException;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Reads and writes XML. Document types and entities of a file's own are not followed: a file cannot make Copra open another. */
public final class Xml {
    /** Deeper elements are no annotation. */
    private static final int DEEPEST = 64;

    private static final XMLInputFactory INPUT = inputFactory();
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newFactory();

    /** The declaration with the encoding lies in so many bytes. */
    private static final int DECLARATION = 256;

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private Xml() {}

    private static XMLInputFactory inputFactory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // else the JDK prints on standard error
        factory.setXMLReporter((message, type, information, location) -> {});
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("the file refers to another one: " + systemId);
        });
        return factory;
    }

    /** Starts to read. @param in in the encoding that the file states, else UTF-8; not closed by the reader */
    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        try {
            BufferedInputStream start = new BufferedInputStream(in);
            start.mark(DECLARATION);
            String head = new String(start.readNBytes(DECLARATION), StandardCharsets.ISO_8859_1);
            start.reset();
            if (head.startsWith(BYTE_ORDER_MARK)) {
                start.skipNBytes(BYTE_ORDER_MARK.length());
            }
            // the JDK's own decoders print what is wrong on standard error
            return INPUT.createXMLStreamReader(
                    new InputStreamReader(start, charset(head).newDecoder()));
        } catch (IOException e) {
            throw new XMLStreamException(e.getMessage(), e);
        }
    }

    /** The encoding that a declaration states, else UTF-8. */
    private static Charset charset(String head) throws XMLStreamException {
        if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
            return StandardCharsets.UTF_16;
        }
        int end = head.indexOf("?>");
        int stated = head.indexOf("encoding");
        if (end < 0 || stated < 0 || stated > end) {
            return StandardCharsets.UTF_8;
        }
        String name =
                head.substring(stated + "encoding".length(), end).replaceFirst("^\\s*=\\s*[\"']([^\"']*).*", "$1");
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException("the encoding '" + name.strip() + "' is not known", e);
        }
    }

    /** The next event. @throws XMLStreamException whatever is wrong: the JDK throws unchecked exceptions on damaged document types */
    public static int next(XMLStreamReader reader) throws XMLStreamException {
        try {
            return reader.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException("the file is damaged", reader.getLocation(), e);
        }
    }

    /** Starts to write, in UTF-8. @param out stays open; what is written arrives when the writer is flushed */
    public static XMLStreamWriter writer(OutputStream out) throws XMLStreamException {
        return OUTPUT.createXMLStreamWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    /**
     * The outermost element of a file.
     *
     * @throws AnnotationException if it is no XML; it names the line
     */
    public static XmlElement read(Path file) throws IOException, AnnotationException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (XMLStreamException e) {
            throw new AnnotationException("xml", place(file.toString(), e), message(e) + "; the file is left out");
        }
    }

    static XmlElement read(InputStream in) throws XMLStreamException {
        XMLStreamReader reader = reader(in);
        while (next(reader) != XMLStreamConstants.START_ELEMENT) {
            if (!reader.hasNext()) {
                throw new XMLStreamException("the file has no element", reader.getLocation());
            }
        }
        XmlElement root = element(reader);
        while (reader.hasNext()) {
            next(reader);
        }
        return root;
    }

    /** The element whose start tag was read last. Its end tag is the last thing that is read. */
    public static XmlElement element(XMLStreamReader reader) throws XMLStreamException {
        return element(reader, 0);
    }

    private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw new XMLStreamException("elements are nested more than " + DEEPEST + " deep", reader.getLocation());
        }
        String name = reader.getLocalName();
        int line = reader.getLocation().getLineNumber();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (next(reader)) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException(
                            "the entity " + reader.getLocalName() + " is not known", reader.getLocation());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(name, attributes, children, text.toString(), line);
                }
                default -> {
                    // comments and the like
                }
            }
        }
    }

    /** What is wrong with a file, in a line, without the place. */
    public static String message(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "the file is not in the encoding that it states, which is UTF-8 where it states none; convert it, for example with"
                        + " iconv -f CP1252 -t UTF-8";
            }
        }
        String message = e.getMessage();
        int place = message == null ? -1 : message.indexOf("Message: ");
        String text = place < 0 ? String.valueOf(message) : message.substring(place + "Message: ".length());
        return text.replaceAll("\\s+", " ").strip();
    }

    /** A file and the line where reading ended, as messages name it. */
    public static String place(String file, XMLStreamException e) {
        return e.getLocation() == null ? file : file + ":" + e.getLocation().getLineNumber();
    }

    /** A text without what XML cannot hold, such as control characters; these become U+FFFD. */
    public static String clean(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean good =
                    c >= ' ' && c <= 0xD7FF || c == '\t' || c == '\n' || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF;
            if (!good && clean == null) {
                clean = new StringBuilder(text);
            }
            if (!good) {
                clean.setCharAt(i, '\uFFFD');
            }
            i += Character.charCount(c);
        }
        return clean == null ? text : clean.toString();
    }

    /** Writes with a method that throws what streams throw. */
    public interface Body {
        /** Writes elements. The document's start and end are not its business. */
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /** Writes an XML file. */
    public static void write(OutputStream out, Body body) throws IOException {
        try {
            XMLStreamWriter xml = writer(out);
            body.write(xml);
            xml.flush();
        } catch (XMLStreamException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(message(e), e);
        }
    }

    /** An element with a text, on a line of its own. */
    public static void line(XMLStreamWriter xml, String indent, String name, String text) throws XMLStreamException {
        xml.writeCharacters(indent);
        xml.writeStartElement(name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }
}
