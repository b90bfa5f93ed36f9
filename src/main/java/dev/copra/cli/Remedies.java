package dev.copra.cli;

import dev.copra.io.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What the command line calls a remedy. One that names an option which the command does not have is none. */
public final class Remedies implements Function<Remedy, String> {
    private static final String OPTION = "--";

    /** What remedies of other commands begin with. */
    private static final String COMMAND = "copra ";

    private final String command;
    private CommandSpec spec;

    /** All remedies, for commands that have the options of several. */
    public Remedies() {
        this(null);
    }

    /** Those of a command. @param command null for all */
    Remedies(String command) {
        this.command = command;
    }

    /** The remedy behind a message; nothing for null. */
    @Override
    public String apply(Remedy remedy) {
        return remedy == null || !isPossible(text(remedy)) ? "" : "; " + text(remedy);
    }

    /** The remedy behind a message; nothing for null. */
    public static String after(Remedy remedy) {
        return new Remedies().apply(remedy);
    }

    private boolean isPossible(String text) {
        for (String option : command == null ? List.<String>of() : options(text)) {
            if (!has(option)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the command has an option. Most are in its table; to build the command takes as long as to read a large file. */
    private boolean has(String option) {
        if (Commands.isInTable(command, option)) {
            return true;
        }
        spec = spec == null ? Commands.spec(command) : spec;
        return spec.findOption(option) != null;
    }

    /** The options of the command itself that a text names. */
    static List<String> options(String text) {
        int end = text.indexOf(COMMAND) < 0 ? text.length() : text.indexOf(COMMAND);
        List<String> options = new ArrayList<>();
        for (int at = text.indexOf(OPTION); at >= 0 && at < end; at = text.indexOf(OPTION, at + 1)) {
            int to = at + OPTION.length();
            while (to < end && (Character.isLetter(text.charAt(to)) || text.charAt(to) == '-')) {
                to++;
            }
            options.add(text.substring(at, to));
        }
        return options;
    }

    private static String text(Remedy remedy) {
        return switch (remedy) {
            case IMAGES -> "check --images";
            case IMAGE_SIZES -> "name a file that lists the images with --image-list";
            case CLASSES -> "name them with --classes";
            case FEWER_CATEGORIES -> "choose categories with --classes";
            case MAX_PIXELS -> "raise --max-pixels if that is meant";
            case CORNERS -> "if it is [x0, y0, x1, y1], copra mask --box xyxy reads it";
            case NO_CATEGORIES -> "--no-categories evaluates without categories";
            case SIGMAS -> "give one for each keypoint with --sigmas";
            case FEWER_DETECTIONS -> "lower --max-dets";
            case MODEL -> "add --model FILE";
            case FAMILY -> "state one with --model-option family=..., see 'copra model inspect'";
            case SALIENCY -> "if it is how much a pixel is foreground, say so with --model-option family=saliency";
            case AS_ENCODER -> "give it as --encoder, and its decoder as --model";
            case ENCODER -> "add --encoder FILE";
            case NO_ENCODER -> "leave --encoder out";
            case NO_EMBEDDINGS -> "leave --embeddings out";
            case NO_CORRECTION -> "or leave --correct-boxes out";
            case OTHER_STRATEGY -> "or choose --strategy level-set";
            case NEW_JOURNAL -> "delete it, or run without --resume";
            case DUPLICATES -> "choose another --on-duplicate";
            case UNITE -> "--on-duplicate union makes them one";
            case IN_JSON -> "--json lists them all";
            case ALL_CATEGORIES -> "--all lists them";
            case LESS_VISIBLE -> "--min-visible sets how much";
            case CATEGORY_MAP -> "--category-map says which they are";
            case CROWDS -> "--crowds cuts them out, too";
            case SMALLER_SIDES -> "--min-side sets how small they may be";
            case TIGHT_BOX -> "--tight-box moves the boxes";
            case NO_QUIRKS -> "--compat fixed prints that";
            case UNSAFE_FIXES -> "'copra fix --unsafe' does so";
            case EXPLAIN -> "'copra validate --explain CODE' says more about a code";
            case NEW_BASELINE -> "write it with --write-baseline";
        };
    }
}
