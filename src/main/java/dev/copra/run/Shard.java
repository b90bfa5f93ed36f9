package dev.copra.run;

/**
 * A part of the units of a run: consecutive units, the same number in every shard but for one.
 *
 * @param number from 1
 * @param of how many shards there are
 */
public record Shard(int number, int of) {
    /** The one part of a run that is not divided. */
    public static final Shard ALL = new Shard(1, 1);

    /** @throws IllegalArgumentException if there is no such shard */
    public Shard {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException(
                    "shard " + number + "/" + of + " does not exist; shards are 1/" + of + " to " + of + "/" + of);
        }
    }

    /**
     * Reads {@code 3/16}.
     *
     * @throws IllegalArgumentException if the text is no shard
     */
    public static Shard parse(String text) {
        String[] parts = text.split("/", -1);
        try {
            if (parts.length == 2) {
                return new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(noShard(text), e);
        }
        throw new IllegalArgumentException(noShard(text));
    }

    private static String noShard(String text) {
        return "'" + text + "' is no shard; write 3/16 for the third of sixteen";
    }

    /** The first unit. */
    public int from(int units) {
        return (int) ((long) units * (number - 1) / of);
    }

    /** The unit behind the last. */
    public int to(int units) {
        return (int) ((long) units * number / of);
    }
}
