package dev.copra.format.voc;

import dev.copra.format.name.NameIndex;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which category the pixels of a picture of classes have: by their colour where the table of categories states it, else by their index. */
final class SegmentClasses {
    /** Of VOC 2007 to 2012, by index from 1. */
    private static final List<String> VOC = List.of(
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");

    private final NameIndex names;
    private final int indices;
    private final Map<Integer, Integer> byColour = new HashMap<>();
    private static final Map<Integer, Integer> NUMBERS = numbers();

    SegmentClasses(VocLabels table, List<String> classes, Collection<String> met) {
        List<String> known =
                new ArrayList<>(!classes.isEmpty() ? classes : !table.names().isEmpty() ? table.names() : VOC);
        indices = known.size();
        names = NameIndex.of(known, met);
        for (int i = 0; classes.isEmpty() && i < table.colours().size(); i++) {
            if (table.colours().get(i) >= 0) {
                byColour.putIfAbsent(table.colours().get(i), i);
            }
        }
    }

    NameIndex names() {
        return names;
    }

    private static Map<Integer, Integer> numbers() {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 256; i++) {
            numbers.put(VocPalette.rgb(i), i);
        }
        return numbers;
    }

    /** The number of an object: its index, or that of its colour in VOC's palette. A colour of no index comes behind them. */
    static int number(LabelPng picture, int value) {
        return picture.coloured() ? NUMBERS.getOrDefault(value, 256 + value) : value;
    }

    /** The category that most pixels of a mask have, or -1. */
    int category(LabelPng kinds, Rle mask) {
        Map<Integer, Integer> counts = new HashMap<>();
        int at = 0;
        int[] runs = mask.counts();
        for (int i = 0; i < runs.length; at += runs[i++]) {
            for (int p = at; i % 2 == 1 && p < at + runs[i]; p++) {
                counts.merge(
                        kinds.values()[p / kinds.height() + kinds.width() * (p % kinds.height())], 1, Integer::sum);
            }
        }
        int best = -1;
        int most = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            int category = category(kinds, count.getKey());
            if (category >= 0 && count.getValue() > most) {
                best = category;
                most = count.getValue();
            }
        }
        return best;
    }

    private int category(LabelPng kinds, int value) {
        Integer coloured = byColour.get(kinds.rgb(value));
        if (coloured != null) {
            return coloured;
        }
        int number = number(kinds, value);
        return number >= 1 && number < VocPalette.VOID && number <= indices ? number - 1 : -1;
    }
}
