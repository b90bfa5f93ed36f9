package dev.copra.image;

/** How a JPEG of four components has its inks: as they are, or as luma and chroma of their complement, with black beside. */
enum Inks {
    CMYK,
    YCCK
}
