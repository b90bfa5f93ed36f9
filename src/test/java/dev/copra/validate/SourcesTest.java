package dev.copra.validate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SourcesTest {
    /** None falls back to a source of everything. */
    @Test
    void eachCodeHasItsSource() {
        assertAll(Codes.ALL.stream()
                .map(code -> () -> assertFalse(Sources.of(code).isBlank(), code.name())));
    }
}
