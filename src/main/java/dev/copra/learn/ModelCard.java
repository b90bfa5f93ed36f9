package dev.copra.learn;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a trained network says of itself, in its metadata; {@code copra model inspect} shows it.
 *
 * @param data what it was trained on, with a checksum
 * @param options how
 * @param licence under which it may be used, as who trained it says
 */
record ModelCard(String data, String options, String licence) {
    private static final String PREFIX = "copra.";

    /** The metadata of the network of an epoch. */
    Map<String, String> of(Trainer.Epoch epoch) {
        Map<String, String> card = new LinkedHashMap<>();
        card.put(PREFIX + "data", data);
        card.put(PREFIX + "options", options);
        card.put(
                PREFIX + "figures",
                String.format(Locale.ROOT, "epoch %d: loss %.4f on boxes held out; ", epoch.number(), epoch.total())
                        + text(epoch.heldOut()));
        card.put(PREFIX + "licence", licence);
        return card;
    }

    /** Losses with their names. */
    static String text(Map<String, Double> losses) {
        return losses.entrySet().stream()
                .map(loss -> String.format(Locale.ROOT, "%s %.4f", loss.getKey(), loss.getValue()))
                .collect(Collectors.joining(", "));
    }
}
