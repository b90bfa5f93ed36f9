package dev.copra.testdata;

import static dev.copra.testdata.Silhouette.circle;
import static dev.copra.testdata.Silhouette.ellipse;
import static dev.copra.testdata.Silhouette.limb;
import static dev.copra.testdata.Silhouette.line;
import static dev.copra.testdata.Silhouette.polygon;

import java.util.List;

/** Figures on COCO's 17 joints. */
final class People {
    /** COCO's order: left before right, the person's own left. */
    static final List<String> JOINTS = List.of(
            "nose",
            "left_eye",
            "right_eye",
            "left_ear",
            "right_ear",
            "left_shoulder",
            "right_shoulder",
            "left_elbow",
            "right_elbow",
            "left_wrist",
            "right_wrist",
            "left_hip",
            "right_hip",
            "left_knee",
            "right_knee",
            "left_ankle",
            "right_ankle");

    /** Facing us with hanging arms: x, y in hundredths of the height, the origin between the feet. */
    static final double[] STANDING = {
        0, -90, 2.2, -92, -2.2, -92, 5, -91, -5, -91, 10.5, -80, -10.5, -80, 14, -64.5, -14, -64.5, 15, -50, -15, -50,
        6.2, -49, -6.2, -49, 6.6, -26.5, -6.6, -26.5, 7, -4.5, -7, -4.5
    };

    static final double[] WAVING = {
        0.5, -90, 2.7, -92, -1.7, -92, 5.4, -91, -4.6, -91, 10.5, -80, -10.5, -80, 21, -89, -15.5, -66, 23, -103, -10,
        -54.5, 6.2, -49, -6.2, -49, 8.5, -26.5, -6.6, -26.5, 10, -4.5, -7, -4.5
    };

    /** Towards the right of the picture. */
    static final double[] WALKING = {
        5.5, -90, 6, -92, 3, -92, 6, -91, -1, -91, 7, -80, -6.5, -80, 13.5, -66, -12, -65.5, 19, -54, -8, -52, 4.8,
        -48.5, -4.8, -48.5, 11, -27, -6, -26.5, 11, -4.5, -16, -7
    };

    /** Towards the right of the picture, one foot in the air. */
    static final double[] RUNNING = {
        15, -88, 14.5, -90.5, 13.5, -90.5, 8.5, -90, 10.5, -90, 3, -78, 8.5, -78, -9, -67, 17, -65, -3, -55, 25, -73,
        -2.5, -48, 3, -47.5, -9, -28, 19, -40, -28, -22, 17, -17
    };

    /**
     * What a figure wears, as colours.
     *
     * @param skirt whether the lower garment is one piece down to the knees
     */
    record Dress(int skin, int hair, int top, int bottom, int shoes, boolean longHair, boolean skirt) {}

    private People() {}

    /** Paints a figure {@code height} pixels tall as one thing, mirrored about x if asked. */
    static int person(
            Scene s, double[] pose, double x, double ground, double height, boolean mirrored, Dress dress, int seed) {
        int thing = s.person(joints(pose, x, ground, height, mirrored));
        paint(new Pen(s.canvas, thing, x, ground, height / 100, 0, mirrored), pose, dress, height > 80, seed);
        return thing;
    }

    /** The pose in the picture's pixels. */
    private static double[] joints(double[] pose, double x, double ground, double height, boolean mirrored) {
        double[] joints = new double[pose.length];
        for (int i = 0; i < joints.length / 2; i++) {
            // A mirror image's left hand is the right hand.
            int from = !mirrored || i == 0 ? i : i % 2 == 1 ? i + 1 : i - 1;
            joints[2 * i] = x + (mirrored ? -1 : 1) * height / 100 * pose[2 * from];
            joints[2 * i + 1] = ground + height / 100 * pose[2 * from + 1];
        }
        return joints;
    }

    static void paint(Pen pen, double[] j, Dress d, boolean detailed, int seed) {
        Texture trousers = Texture.flat(d.bottom).mottle(0x101018, 0.25, 10, 20, seed);
        Texture cloth = Texture.flat(d.top).mottle(0xffffff, 0.12, 12, 12, seed + 1);
        Material skin = Material.matt(d.skin, 3);
        double neckX = (j[10] + j[12]) / 2;
        double neckY = (j[11] + j[13]) / 2;
        double hipX = (j[22] + j[24]) / 2;
        double hipY = (j[23] + j[25]) / 2;
        double headX = (j[6] + j[8]) / 2;
        double headY = (j[7] + j[9]) / 2;
        pen.shadow(ellipse((j[30] + j[32]) / 2 + 5, 0, 19, 3), 0, 0, 2, 0.55);
        if (d.longHair) {
            pen.paint(ellipse(headX, headY + 3.5, 6.8, 10.5), Material.matt(d.hair, 4));
        }
        arm(pen, j, 6, skin, cloth);
        for (int hip = 12; hip >= 11; hip--) {
            Silhouette leg = bone(j, hip, 5.4, hip + 2, 4.2).melt(bone(j, hip + 2, 4.4, hip + 4, 2.7), 2);
            pen.paint(leg, d.skirt ? skin : Material.of(trousers, 4.5));
            pen.paint(shoe(j, hip + 4), Material.matt(d.shoes, 2));
        }
        Silhouette lap = bone(j, 11, 4.4, 12, 4.4);
        if (d.skirt) {
            lap = polygon(hipX - 9, hipY - 6, hipX + 9, hipY - 6, hipX + 15, hipY + 19, hipX - 15, hipY + 19)
                    .grow(1.2)
                    .melt(lap, 3);
        }
        pen.paint(lap, Material.of(trousers, 5));
        pen.paint(limb(neckX, neckY, 3, headX, headY, 3), skin);
        Silhouette torso = bone(j, 5, 4.2, 6, 4.2)
                .melt(limb(neckX, neckY + 3, 7.5, hipX, hipY, 9), 7)
                .and((px, py) -> py - hipY - 2.5);
        pen.paint(torso, Material.of(cloth, 6));
        arm(pen, j, 5, skin, cloth);
        head(pen, j, d, headX, headY, detailed);
    }

    private static void head(Pen pen, double[] j, Dress d, double x, double y, boolean detailed) {
        double look = j[0] - x;
        Silhouette skull = ellipse(x - 0.1 * look, y - 1.2, 6.4, 7.6);
        Silhouette brow = ellipse(x + 0.75 * look, y + 2.8, 5.2, 6.6);
        pen.paint(ellipse(x + 0.25 * look, y - 0.2, 5.6, 7.2), Material.matt(d.skin, 5));
        pen.paint(skull.minus(brow), Material.of(Texture.flat(d.hair).grain(0.25, 1.5, 9), 3));
        if (detailed) {
            double mouth = x + 0.75 * look;
            pen.paint(circle(j[2], j[3], 0.75).or(circle(j[4], j[5], 0.75)), 0x2a2220);
            pen.paint(line(0.35, 0.35, mouth - 1.5, y + 3.4, mouth, y + 4, mouth + 1.5, y + 3.4), 0xa8564a);
        }
    }

    private static void arm(Pen pen, double[] j, int shoulder, Material skin, Texture cloth) {
        int elbow = 2 * (shoulder + 2);
        int wrist = 2 * (shoulder + 4);
        double dx = j[wrist] - j[elbow];
        double dy = j[wrist + 1] - j[elbow + 1];
        double reach = Math.sqrt(dx * dx + dy * dy) / 3;
        Silhouette hand = circle(j[wrist] + dx / reach, j[wrist + 1] + dy / reach, 2.8);
        pen.paint(bone(j, shoulder + 2, 3.1, shoulder + 4, 2.1).melt(hand, 2), skin);
        pen.paint(bone(j, shoulder, 4.2, shoulder + 2, 3.4), Material.of(cloth, 3.5));
    }

    /** Across the shin, towards where the figure looks; flat for an upright shin. */
    private static Silhouette shoe(double[] j, int ankle) {
        double x = j[2 * ankle];
        double y = j[2 * ankle + 1];
        double shinX = x - j[2 * ankle - 4];
        double shinY = y - j[2 * ankle - 3];
        double length = Math.sqrt(shinX * shinX + shinY * shinY);
        double forward = Math.abs(j[0]) < 1 ? Math.signum(x) * 0.5 : 1;
        double toeX = 4.6 * shinY / length * forward;
        double toeY = -4.6 * shinX / length * forward + 1;
        return limb(x, y + 1.6, 2.9, x + toeX, y + 2.4 + toeY, 2.1);
    }

    private static Silhouette bone(double[] j, int a, double ra, int b, double rb) {
        return limb(j[2 * a], j[2 * a + 1], ra, j[2 * b], j[2 * b + 1], rb);
    }
}
