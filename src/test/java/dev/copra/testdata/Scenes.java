package dev.copra.testdata;

import java.util.List;

/** All scenes, in the order of the annotation file. */
final class Scenes {
    private Scenes() {}

    static List<Scene> all() {
        return List.of(
                Indoors.breakfast(),
                Outdoors.street(),
                Indoors.windowsill(),
                Outdoors.park(),
                Wild.pond(),
                Outdoors.runner(),
                Outdoors.bicycle(),
                Wild.autumn(),
                Wild.moth(),
                Outdoors.harbour(),
                Outdoors.regatta(),
                Indoors.market(),
                Outdoors.concert(),
                Indoors.tools(),
                Wild.cells(),
                Outdoors.balloons(),
                Outdoors.kites(),
                Wild.forest(),
                Wild.tiny(),
                Wild.meadow());
    }
}
