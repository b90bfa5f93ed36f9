package dev.copra.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlTest {
    private static XmlElement read(String text, Charset charset) throws XMLStreamException {
        return Xml.read(new ByteArrayInputStream(text.getBytes(charset)));
    }

    @ParameterizedTest
    @CsvSource({
        "'<a>ü</a>', UTF-8",
        "'<?xml version=\"1.0\"?><a>ü</a>', UTF-8",
        "'\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><a>ü</a>', UTF-8",
        "'<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>ü</a>', UTF-16",
        "'<?xml version=\"1.0\" encoding = ''ISO-8859-1'' standalone=\"yes\"?><a>ü</a>', ISO-8859-1",
        "'<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>ü</a>', windows-1252",
    })
    void readsTheEncodingThatIsStated(String text, String charset) throws XMLStreamException {
        assertEquals("ü", read(text, Charset.forName(charset)).text());
    }

    @Test
    void anotherEncodingThanStatedIsTold() {
        XMLStreamException e =
                assertThrows(XMLStreamException.class, () -> read("<a>\u00fc</a>", StandardCharsets.ISO_8859_1));
        assertTrue(Xml.message(e).contains("iconv"), Xml.message(e));
        XMLStreamException unknown = assertThrows(
                XMLStreamException.class,
                () -> read("<?xml version=\"1.0\" encoding=\"UTF-99\"?><a/>", StandardCharsets.UTF_8));
        assertEquals("the encoding 'UTF-99' is not known", Xml.message(unknown));
    }

    @Test
    void entitiesAndDeepNestingAreRefused() {
        assertThrows(
                XMLStreamException.class,
                () -> read("<!DOCTYPE a [<!ENTITY x \"xx\">]><a>&x;</a>", StandardCharsets.UTF_8));
        assertThrows(XMLStreamException.class, () -> read("<a>".repeat(100_000), StandardCharsets.UTF_8));
    }

    /** Found by changing bytes at random: the JDK looks for a message that it does not have. */
    @Test
    void aDamagedDocumentTypeIsTold() {
        assertThrows(
                XMLStreamException.class,
                () -> read("<!DOCTYPE a [<!ENTITY x SYSTEM \u0001>]><a/>", StandardCharsets.UTF_8));
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertEquals("a\uFFFDb\uD83D\uDC31\n", Xml.clean("a\u0001b\uD83D\uDC31\n"));
        assertEquals("\uFFFD", Xml.clean("\uD83D"));
    }
}
