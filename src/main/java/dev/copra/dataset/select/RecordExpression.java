package dev.copra.dataset.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.introspection.JexlUberspect.JexlResolver;
import org.apache.commons.logging.impl.NoOpLog;

/**
 * An expression over the members of a record, in the language of Apache Commons JEXL: {@code area > 250 && attributes.occluded}.
 *
 * <p>No code can be run from it, and it always ends: the language is cut down to operators, so that there is no method, no
 * function, no loop and no assignment; members of objects and lists are all that a dot or a bracket reaches; and a regular
 * expression gives up after a number of steps. A member that a record lacks is null, which is in no order with anything.
 */
public final class RecordExpression implements RecordCondition {
    private static final int MOST_CHARACTERS = 2000;
    private static final long MOST_STEPS = 1_000_000;

    private final String text;
    private final JexlScript script;
    private final Set<String> members = new LinkedHashSet<>();
    private final Set<String> unseen = new TreeSet<>();

    private final Trouble trouble;

    private RecordExpression(String text, JexlScript script, Trouble trouble) {
        this.text = text;
        this.script = script;
        this.trouble = trouble;
        script.getVariables().forEach(path -> members.add(path.get(0)));
        unseen.addAll(members);
    }

    /** @throws IllegalArgumentException if the text is no expression, or holds what is not permitted */
    public static RecordExpression parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("an expression has at most " + MOST_CHARACTERS + " characters");
        }
        Trouble trouble = new Trouble();
        JexlEngine engine = new JexlBuilder()
                .features(JexlFeatures.createNone().structuredLiteral(true))
                .permissions(new JexlPermissions.ClassPermissions())
                .strategy((operator, object) -> List.of(JexlResolver.MAP, JexlResolver.LIST))
                .arithmetic(new BoundedArithmetic(trouble))
                .logger(new NoOpLog())
                .strict(false)
                .safe(true)
                .silent(false)
                .create();
        try {
            return new RecordExpression(text, engine.createScript(text), trouble);
        } catch (JexlException e) {
            throw new IllegalArgumentException("'" + text + "' is no expression over members: " + reason(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("the expression is nested too deeply", e);
        }
    }

    @Override
    public boolean holds(CocoRecord record) throws AnnotationException {
        Map<String, Object> values = new HashMap<>();
        for (String member : members) {
            JsonNode value = record.tree(member);
            if (value != null) {
                unseen.remove(member);
                values.put(member, value(value));
            }
        }
        JexlContext context = new MapContext(values);
        Object answer;
        trouble.what = null;
        try {
            answer = script.execute(context);
        } catch (JexlException | PatternSyntaxException | ArithmeticException e) {
            throw record.wrong("expression", "'" + text + "' has no answer: " + reason(e));
        } catch (StackOverflowError e) {
            throw record.wrong("expression", "the expression is nested too deeply");
        }
        if (trouble.what != null) {
            throw record.wrong("expression", "'" + text + "' has no answer: " + trouble.what);
        }
        if (answer == null) {
            return false;
        }
        if (answer instanceof Boolean yes) {
            return yes;
        }
        throw record.wrong("expression", "'" + text + "' gives " + answer + ", not true or false");
    }

    /** Members that the expression names and that no record had so far. */
    public Set<String> unseen() {
        return unseen;
    }

    private static String reason(RuntimeException e) {
        Throwable first =
                e instanceof JexlException && e.getCause() instanceof PatternSyntaxException ? e.getCause() : e;
        String message = first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
        // JEXL puts the Java class that has asked before the place
        return message.lines().findFirst().orElse("").replaceFirst("^\\S*@\\d+:(\\d+)\\s*", "column $1: ");
    }

    /** Whole numbers as JEXL's own literals are, so that lists of them hold them. */
    private static Object value(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> object = new LinkedHashMap<>();
            node.properties().forEach(field -> object.put(field.getKey(), value(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.elements().forEachRemaining(element -> list.add(value(element)));
            return list;
        }
        if (node.isNumber()) {
            return node.isInt() || node.canConvertToInt() && node.isIntegralNumber()
                    ? node.intValue()
                    : node.numberValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isNull() ? null : node.asText();
    }

    /** Why a regular expression has no answer: JEXL keeps it to itself. */
    private static final class Trouble {
        private String what;
    }

    /** Regular expressions that give up instead of trying for hours. */
    private static final class BoundedArithmetic extends JexlArithmetic {
        private final Trouble trouble;

        BoundedArithmetic(Trouble trouble) {
            this(trouble, false, null, Integer.MIN_VALUE);
        }

        private BoundedArithmetic(Trouble trouble, boolean strict, MathContext context, int scale) {
            super(strict, context, scale);
            this.trouble = trouble;
        }

        @Override
        protected JexlArithmetic createWithOptions(boolean strict, MathContext context, int scale) {
            return new BoundedArithmetic(trouble, strict, context, scale);
        }

        @Override
        public Boolean contains(Object container, Object value) {
            if (!(container instanceof Pattern) && !(container instanceof String)) {
                return super.contains(container, value);
            }
            try {
                Pattern pattern = container instanceof Pattern known ? known : Pattern.compile((String) container);
                return value != null
                        && pattern.matcher(new BoundedText(value.toString(), new long[1]))
                                .matches();
            } catch (PatternSyntaxException | StepsException e) {
                trouble.what = e.getMessage().lines().findFirst().orElse("");
                return false;
            }
        }
    }

    /** A regular expression has looked at its text too often. */
    private static final class StepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepsException() {
            super("a regular expression takes more than " + MOST_STEPS + " steps");
        }
    }

    /** A text that can be looked at so many times. */
    private record BoundedText(String text, long[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new StepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new BoundedText(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
