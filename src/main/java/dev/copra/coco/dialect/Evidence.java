package dev.copra.coco.dialect;

/** What the records of a document show of its dialect; {@link DialectRecogniser} notes each at most once. */
enum Evidence {
    // members of the document
    VIDEOS,
    ONE_IMAGE,
    IMAGES,
    CATEGORIES,
    TRACKS,

    // of images
    NEGATIVE_CATEGORIES,
    NAMED_FILES,
    SEQUENCES,
    LOCATIONS,
    VIDEO_FRAMES,
    POSE_TRACK_FRAMES,
    CROWD_INDEX,

    // of categories
    FREQUENCIES,
    NAMED_KEYPOINTS,
    THINGS_AND_STUFF,

    // of annotations
    BODY_PARTS,
    HALPE_KEYPOINTS,
    SEQUENCE_LEVEL,
    IMAGE_IDS
}
