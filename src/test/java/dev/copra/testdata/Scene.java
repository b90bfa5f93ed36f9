package dev.copra.testdata;

import java.util.ArrayList;
import java.util.List;

/** One picture and what is in it. Things are numbered from 1 in the order in which they are announced. */
final class Scene {
    /**
     * @param category a name in {@link Categories}
     * @param crowd whether the mask is a group's region
     * @param joints x and y of COCO's 17 joints in pixels, or empty
     */
    record Thing(String category, boolean crowd, double[] joints) {}

    /** How the picture is stored; the file name says PNG or JPEG. */
    enum Store {
        COLOUR,
        GREY,
        INDEXED
    }

    final long id;
    final String fileName;
    final Store store;
    final Canvas canvas;
    final List<Thing> things = new ArrayList<>();

    Scene(long id, String fileName, Store store, Canvas canvas) {
        this.id = id;
        this.fileName = fileName;
        this.store = store;
        this.canvas = canvas;
    }

    /** Announces a thing and answers its number, under which its parts are painted. */
    int thing(String category) {
        return announce(new Thing(category, false, new double[0]));
    }

    int crowd(String category) {
        return announce(new Thing(category, true, new double[0]));
    }

    int person(double[] joints) {
        return announce(new Thing("person", false, joints));
    }

    private int announce(Thing thing) {
        things.add(thing);
        return things.size();
    }

    /** A pen for a new thing of the category at (x, y), one of its units being {@code unit} pixels. */
    Pen pen(String category, double x, double y, double unit, double degrees) {
        return new Pen(canvas, thing(category), x, y, unit, degrees, false);
    }

    /** As {@link #pen(String, double, double, double, double)}, upright, looking left if mirrored. */
    Pen pen(String category, double x, double y, double unit, boolean mirrored) {
        return new Pen(canvas, thing(category), x, y, unit, 0, mirrored);
    }

    /** A pen for a part of a thing, or of the scenery, in the picture's pixels. */
    Pen pen(int thing) {
        return new Pen(canvas, thing, 0, 0, 1, 0, false);
    }

    /** A pen for the scenery. */
    Pen scenery(double x, double y, double unit) {
        return new Pen(canvas, Canvas.SCENERY, x, y, unit, 0, false);
    }
}
