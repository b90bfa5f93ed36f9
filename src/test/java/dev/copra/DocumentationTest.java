package dev.copra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Everything that another package may use has a comment. The compiler's own check (doclint's group {@code missing}) asks for a tag for
 * each parameter, result and exception, too, even where the sentence says it all, and can only be had as a whole.
 */
final class DocumentationTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @Test
    void allThatIsPublicHasAComment() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("src/main/java", "src/learn/java", "src/spark/java")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            List<String> missing = withoutComment(manager.getJavaFileObjectsFromPaths(files));
            assertTrue(missing.isEmpty(), () -> "without a comment:\n" + String.join("\n", missing));
        }
    }

    @Test
    void findsWhatHasNone() throws IOException {
        String source = """
                /** A type. */
                public class A {
                    /** A constant. */
                    public static final int ONE = 1;
                    public static final int TWO = 2;
                    int hidden;
                    public A() {}
                    @Override
                    public String toString() { return ""; }
                    protected void open() { new Object() { public void inside() {} }; }
                    // no such comment
                    public record B(int component) {
                        public B {}
                        void hidden() {}
                    }
                    /** Constants. */
                    public enum C {
                        /** The first. */
                        FIRST,
                        SECOND
                    }
                    /** All in it is public. */
                    public interface D {
                        int NUMBER = 1;
                        void run();
                        private void hidden() {}
                        class E {}
                    }
                    static class F {
                        public int hidden;
                    }
                    public static final Code CODE = Code.error("it", "says", "so itself");
                }
                """;
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> names = withoutComment(List.of(file)).stream()
                .map(place -> place.substring(place.indexOf(' ') + 1))
                .toList();
        assertEquals(List.of("TWO", "<init>", "open", "B", "<init>", "SECOND", "NUMBER", "run", "E"), names);
    }

    private static List<String> withoutComment(Iterable<? extends JavaFileObject> files) throws IOException {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, files);
        List<String> missing = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            new Declarations(unit, DocTrees.instance(task), missing).scan(new TreePath(unit), null);
        }
        return missing;
    }

    /** Walks along the declarations that other packages see, and not into their bodies. */
    private static final class Declarations extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final List<String> missing;

        Declarations(CompilationUnitTree unit, DocTrees trees, List<String> missing) {
            this.unit = unit;
            this.trees = trees;
            this.missing = missing;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (isVisible(type.getModifiers())) {
                require(type, type.getSimpleName().toString());
                super.visitClass(type, none);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            // what is overridden has a comment, here or in another library
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (isVisible(method.getModifiers()) && !overrides) {
                require(method, method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void none) {
            // a code of validation has a title and a reason of its own, which users read
            boolean saysItself =
                    field.getType() != null && field.getType().toString().equals("Code");
            if (isVisible(field.getModifiers()) && !saysItself) {
                require(field, field.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitBlock(BlockTree initialiser, Void none) {
            return null;
        }

        private boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            Tree around = getCurrentPath().getParentPath().getLeaf();
            boolean inInterface = around.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
            return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private void require(Tree declaration, String name) {
            if (trees.getDocComment(getCurrentPath()) == null) {
                long line = unit.getLineMap()
                        .getLineNumber(trees.getSourcePositions().getStartPosition(unit, declaration));
                missing.add(unit.getSourceFile().getName() + ":" + line + " " + name);
            }
        }
    }
}
