package dev.copra.validate;

import java.util.Set;

/** Codes that a file alone cannot raise: they need images, a second file or an option, and have tests of their own. */
final class OwnData {
    static final Set<String> CODES = Set.of();

    private OwnData() {}
}
