package dev.copra.box2mask.levelset;

/**
 * The constants of the level set's energy, see {@link Evolution}.
 *
 * @param initial of the initial curve
 * @param data of the data term F while the curve evolves
 * @param wc colour model against the band and the rest of the box
 * @param ws length, as heat content
 * @param wr40 homogeneity of the segments at the middle scale
 * @param wr150 homogeneity of the segments at the coarse scale
 * @param wx exclusion of other instances
 * @param wxs exclusion of instances with smaller boxes, in addition
 * @param wp tightness of the box
 * @param wb weight of the rest of the box in the background's colours
 * @param lambda length, as weighted total variation
 * @param steps outer iterations
 * @param correction factor of all terms where another strategy's probabilities are corrected
 */
record Energy(
        Terms initial,
        Terms data,
        float wc,
        float ws,
        float wr40,
        float wr150,
        float wx,
        float wxs,
        float wp,
        float wb,
        float lambda,
        int steps,
        float correction) {

    /**
     * The weights of the cues, log odds per unit.
     *
     * @param b0 constant
     * @param p distance from the centre, r^2 - .9
     * @param c category shape
     * @param s8 straddling of fine segments
     * @param s40 straddling of middle segments
     * @param s150 straddling of coarse segments
     * @param k geodesic balance
     * @param e the balance that a box without an image would have
     * @param n geodesic distance from outside
     * @param m barrier distance from outside
     * @param l first colour model, centre against band
     * @param os smaller boxes
     * @param oc boxes of the same category
     */
    record Terms(
            float b0,
            float p,
            float c,
            float s8,
            float s40,
            float s150,
            float k,
            float e,
            float n,
            float m,
            float l,
            float os,
            float oc) {}

    static final Energy STANDARD = new Energy(
            new Terms(-.3f, .5f, .66f, .24f, 1.18f, .85f, 3.03f, -3.16f, .86f, .62f, .65f, -.87f, 0),
            new Terms(-.18f, 0, .28f, .42f, .7f, 0, .45f, -1.04f, 0, .62f, 0, .67f, 0),
            .42f,
            4.24f,
            .27f,
            .47f,
            -.63f,
            -2.08f,
            -2.6f,
            1.2f,
            .5f,
            2,
            .2f);
}
