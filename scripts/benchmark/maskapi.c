/* Times passes through pycocotools' maskApi.c over the rings that dev.copra.benchmark.Outlines wrote: the counterpart of
 * dev.copra.benchmark.MaskBenchmark. Prints a line for each pass: what was done, and the CPU milliseconds it took. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "maskApi.h"

#define DENSE 400
#define PASSES 7
#define PASS(name, work)                                                   \
  for (int pass = 0; pass < PASSES; pass++) {                              \
    double start = cpu_milliseconds();                                         \
    work;                                                                  \
    printf(name " %.3f\n", cpu_milliseconds() - start);                        \
  }

static int n, dense, (*size)[3]; /* height, width, vertices */
static double **rings, sum;
static RLE *masks;
static byte **pixels;
static char **texts;

static double cpu_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void polygon(void) {
  for (int i = 0; i < n; i++) {
    RLE r;
    rleFrPoly(&r, rings[i], size[i][2], size[i][0], size[i][1]);
    rleFree(&r);
  }
}

static void encode(void) {
  for (int i = 0; i < dense; i++) {
    RLE r;
    rleEncode(&r, pixels[i], size[i][0], size[i][1], 1);
    rleFree(&r);
  }
}

static void decode(void) {
  for (int i = 0; i < dense; i++) {
    byte *p = malloc((size_t)size[i][0] * size[i][1]);
    rleDecode(masks + i, p, 1);
    free(p);
  }
}

static void write_text(void) {
  for (int i = 0; i < n; i++) free(rleToString(masks + i));
}

static void read_text(void) {
  for (int i = 0; i < n; i++) {
    RLE r;
    rleFrString(&r, texts[i], size[i][0], size[i][1]);
    rleFree(&r);
  }
}

static int same_size(int i) { return size[i][0] == size[i - 1][0] && size[i][1] == size[i - 1][1]; }

static void iou(void) {
  for (int i = 1; i < n; i++)
    if (same_size(i)) {
      byte crowd = 0;
      double o;
      rleIou(masks + i - 1, masks + i, 1, 1, &crowd, &o);
      sum += o;
    }
}

static void merge(void) {
  for (int i = 1; i < n; i++)
    if (same_size(i)) {
      RLE r;
      rleMerge(masks + i - 1, &r, 2, 0);
      rleFree(&r);
    }
}

int main(int argc, char **argv) {
  FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
  if (!f || fread(&n, 4, 1, f) != 1) return fprintf(stderr, "usage: maskapi RINGS\n"), 2;
  dense = n < DENSE ? n : DENSE;
  size = malloc(sizeof *size * n);
  rings = malloc(sizeof *rings * n);
  masks = malloc(sizeof *masks * n);
  texts = malloc(sizeof *texts * n);
  pixels = malloc(sizeof *pixels * dense);
  for (int i = 0; i < n; i++) {
    if (fread(size[i], 4, 3, f) != 3) return fprintf(stderr, "the file is too short\n"), 2;
    rings[i] = malloc(16 * (size_t)size[i][2] + 1);
    if (fread(rings[i], 16, size[i][2], f) != (size_t)size[i][2]) return fprintf(stderr, "the file is too short\n"), 2;
    rleFrPoly(masks + i, rings[i], size[i][2], size[i][0], size[i][1]);
    texts[i] = rleToString(masks + i);
    if (i < dense) {
      pixels[i] = malloc((size_t)size[i][0] * size[i][1]);
      rleDecode(masks + i, pixels[i], 1);
    }
  }
  PASS("polygon", polygon())
  PASS("encode", encode())
  PASS("decode", decode())
  PASS("write", write_text())
  PASS("read", read_text())
  PASS("iou", iou())
  PASS("merge", merge())
  return sum < 0;
}
