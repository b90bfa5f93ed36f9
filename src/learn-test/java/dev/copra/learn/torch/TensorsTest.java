package dev.copra.learn.torch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that are handed to the engine stay what they are until it has used them for the last time. */
class TensorsTest {
    private static final int NUMBERS = 500;

    @BeforeAll
    static void prepare() {
        System.setProperty("ai.djl.offline", "true");
    }

    /** An operation, its value and its slope of x, where x is 3 and the number is k. */
    static Stream<Arguments> operations() {
        return Stream.of(
                operation("plus", Tensors::plus, k -> 3 + k, k -> 1),
                operation("times", Tensors::times, k -> 3 * k, k -> k),
                operation("over", Tensors::over, k -> 3 / k, k -> 1 / k),
                operation("complement", (x, k) -> Tensors.complement(x), k -> -2, k -> -1),
                operation(
                        "clip",
                        (x, k) -> Tensors.clip(x, -k, k),
                        k -> Math.min(3, k),
                        k -> k < 3 ? 0 : k > 3 ? 1 : .5));
    }

    private interface Formula {
        double of(double k);
    }

    private static Arguments operation(
            String name, BiFunction<NDArray, Double, NDArray> operation, Formula value, Formula slope) {
        return Arguments.of(name, operation, value, slope);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void gradientsAreThoseOfTheNumbers(
            String name, BiFunction<NDArray, Double, NDArray> operation, Formula value, Formula slope) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = Tensors.of(new float[] {3}, manager);
            x.setRequiresGradient(true);
            double values = 0;
            double slopes = 0;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray sum = manager.zeros(new Shape(1));
                for (double k = 1; k <= NUMBERS; k++) {
                    sum = sum.add(operation.apply(x, k));
                    values += value.of(k);
                    slopes += slope.of(k);
                }
                assertNotNull(FreedMemory.reuse());
                assertEquals(values, sum.toFloatArray()[0], 1e-5 * Math.abs(values), name);
                collector.backward(sum);
            }
            assertEquals(slopes, x.getGradient().toFloatArray()[0], 1e-5 * Math.abs(slopes), name);
        }
    }

    /** A view of a tensor, as autograd keeps it, has its numbers even when all its arrays are closed. */
    @Test
    void tensorsOutliveTheirManagers() {
        float[] values = {1, 2, 3};
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray view;
            try (NDManager brief = manager.newSubManager()) {
                view = Tensors.of(values, brief).reshape(3, 1);
                view.attach(manager);
            }
            assertNotNull(FreedMemory.reuse());
            assertArrayEquals(values, view.toFloatArray());
        }
    }

    @Test
    void scalesWhereItStands() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = Tensors.of(new float[] {1, -2}, manager);
            assertArrayEquals(new float[] {.5f, -1}, Tensors.scale(x, .5).toFloatArray());
            assertArrayEquals(new float[] {.5f, -1}, x.toFloatArray());
        }
    }

    /** No other class calls what makes views of Java's memory, or tensors of memory that nobody has filled. */
    @Test
    void onlyTensorsHandsNumbersToTheEngine() {
        DescribedPredicate<JavaMethodCall> hands =
                new DescribedPredicate<>("operations of arrays with numbers, and arrays made of numbers") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        boolean creates = call.getTargetOwner().isAssignableTo(NDManager.class)
                                && call.getName().startsWith("create");
                        boolean computes = call.getTargetOwner().isAssignableTo(NDArray.class)
                                && call.getTarget().getRawParameterTypes().stream()
                                        .anyMatch(assignableTo(Number.class));
                        return creates || computes;
                    }
                };
        noClasses()
                .that()
                .doNotHaveSimpleName("Tensors")
                .and()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .callMethodWhere(hands)
                .check(new ClassFileImporter().importPackages("dev.copra.learn.torch"));
    }
}
