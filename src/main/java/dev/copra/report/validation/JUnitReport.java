package dev.copra.report.validation;

import dev.copra.report.Escape;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit's XML as Jenkins, GitLab and GitHub actions read it: a test suite a file, in it a test case a code that was looked
 * for, which fails if the code was found. A file that cannot be read is one test case with an error.
 */
final class JUnitReport {
    private static final int PLACES = 100;

    private final XMLStreamWriter xml;
    private final Severity failing;

    private JUnitReport(XMLStreamWriter xml, Severity failing) {
        this.xml = xml;
        this.failing = failing;
    }

    static void write(OutputStream out, List<Outcome> outcomes, Severity failing) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            new JUnitReport(xml, failing).write(outcomes);
            xml.flush();
        } catch (XMLStreamException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    private void write(List<Outcome> outcomes) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "copra validate");
        counts(outcomes);
        for (Outcome outcome : outcomes) {
            line(1);
            xml.writeStartElement("testsuite");
            attribute("name", outcome.file());
            counts(List.of(outcome));
            if (outcome instanceof Outcome.Checked checked) {
                for (Code code : checked.made()) {
                    testCase(checked, code);
                }
            } else if (outcome instanceof Outcome.Unreadable unreadable) {
                startCase("unreadable");
                problem("error", "unreadable", unreadable.reason());
                xml.writeEndElement();
                line(2);
                xml.writeEndElement();
            }
            line(1);
            xml.writeEndElement();
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void counts(List<Outcome> outcomes) throws XMLStreamException {
        int tests = 0;
        int failures = 0;
        int errors = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Checked checked) {
                tests += checked.made().size();
                failures += (int)
                        checked.findings().codes().stream().filter(this::fails).count();
            } else {
                tests++;
                errors++;
            }
        }
        xml.writeAttribute("tests", Integer.toString(tests));
        xml.writeAttribute("failures", Integer.toString(failures));
        xml.writeAttribute("errors", Integer.toString(errors));
        xml.writeAttribute("time", "0");
    }

    private boolean fails(Code code) {
        return code.severity().compareTo(failing) >= 0;
    }

    private void testCase(Outcome.Checked checked, Code code) throws XMLStreamException {
        startCase(code.name());
        long count = checked.findings().count(code);
        if (count > 0) {
            if (fails(code)) {
                problem("failure", code.severity().toString(), code.title() + " (" + count + ")");
            } else {
                line(3);
                xml.writeStartElement("system-out");
            }
            List<Finding> findings = checked.findings().of(code);
            for (Finding finding : findings.subList(0, Math.min(PLACES, findings.size()))) {
                text(checked.at(finding.place()) + ": " + finding.place().pointer() + ": " + finding.message());
            }
            if (count > PLACES) {
                text("... " + (count - PLACES) + " more");
            }
            xml.writeEndElement();
            line(2);
        }
        xml.writeEndElement();
    }

    private void startCase(String name) throws XMLStreamException {
        line(2);
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "copra.validate");
        xml.writeAttribute("name", name);
        xml.writeAttribute("time", "0");
    }

    private void problem(String element, String type, String message) throws XMLStreamException {
        line(3);
        xml.writeStartElement(element);
        xml.writeAttribute("type", type);
        attribute("message", message);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Escape.xml(value));
    }

    private void text(String line) throws XMLStreamException {
        xml.writeCharacters(Escape.xml(line) + "\n");
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
