package dev.copra.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of an option's number, as {@link OptionRange} holds it; an option without it takes any number that is finite. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {
    /** The least value. */
    double from() default Double.NEGATIVE_INFINITY;

    /** Instead of {@link #from}: what every value is greater than. */
    double above() default Double.NEGATIVE_INFINITY;

    /** The greatest value. */
    double to() default Double.POSITIVE_INFINITY;

    /** Instead of {@link #to}: what every value is less than. */
    double below() default Double.POSITIVE_INFINITY;
}
