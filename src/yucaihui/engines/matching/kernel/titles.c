/* Bounds of the similarities of titles, as in titles.py. */
#ifdef __AVX512VNNI__
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define WIDE 32
#define ROWS 12
#define MOST_DIMENSIONS 1024

/* See the named tuple in titles.py. */
typedef struct {
    const int8_t *vectors;
    const uint8_t *panels;
    const float *scale, *extra;
    uint16_t *bounds;
    int64_t room, dimensions, most;
} Sides;

/* Twelve rows of signed bytes, and what turns their dot products into bounds. */
typedef struct {
    int32_t bytes[ROWS * MOST_DIMENSIONS / 4], raised[ROWS];
    float extra[ROWS];
    uint16_t *bounds[ROWS];
} Dozen;

static inline void store(__m512i sums, const Dozen *dozen, int r, __m512 scale, __m512 most, int64_t at) {
    __m512i dots = _mm512_sub_epi32(sums, _mm512_set1_epi32(dozen->raised[r]));
    __m512 bound = _mm512_fmadd_ps(_mm512_cvtepi32_ps(dots), scale, _mm512_set1_ps(dozen->extra[r]));
    bound = _mm512_min_ps(_mm512_max_ps(bound, _mm512_setzero_ps()), most);
    _mm256_storeu_si256((__m256i *)(dozen->bounds[r] + at), _mm512_cvtusepi32_epi16(_mm512_cvttps_epi32(bound)));
}

/* Bounds of a dozen titles with a panel of 32 titles, whose bytes are raised by 128.
   Kept apart so that the 24 sums stay in registers. */
static __attribute__((noinline)) void multiply(const Dozen *dozen, const uint8_t *panel, int64_t fours,
                                               __m512 scale, __m512 most, int64_t column) {
    __m512i x[ROWS], y[ROWS];
    for (int r = 0; r < ROWS; r++) x[r] = y[r] = _mm512_setzero_si512();
    for (int64_t at = 0; at < fours; at++) {
        __m512i left = _mm512_loadu_si512(panel + at * 128);
        __m512i right = _mm512_loadu_si512(panel + at * 128 + 64);
#pragma GCC unroll 12
        for (int r = 0; r < ROWS; r++) {
            __m512i own = _mm512_set1_epi32(dozen->bytes[r * fours + at]);
            x[r] = _mm512_dpbusd_epi32(x[r], left, own);
            y[r] = _mm512_dpbusd_epi32(y[r], right, own);
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < ROWS; r++) {
        store(x[r], dozen, r, scale, most, column);
        store(y[r], dozen, r, scale, most, column + 16);
    }
}

/* The last dozen of a side may be short: its missing titles repeat the last one. */
static void gather(const Sides *sides, int64_t start, int64_t last, Dozen *dozen) {
    int64_t fours = sides->dimensions / 4;
    for (int64_t r = 0; r < ROWS; r++) {
        int64_t row = start + r < last ? start + r : last - 1;
        const int8_t *vector = sides->vectors + row * sides->dimensions;
        memcpy(dozen->bytes + r * fours, vector, (size_t)sides->dimensions);
        dozen->raised[r] = 0;
        for (int64_t at = 0; at < sides->dimensions; at++) dozen->raised[r] += 128 * vector[at];
        dozen->extra[r] = sides->extra[row];
        dozen->bounds[r] = sides->bounds + row * sides->room;
    }
}

/* Bounds of the titles first..last with all others. */
int64_t NAME(bound_titles)(const Sides *sides, int64_t first, int64_t last) {
    __m512 scale = _mm512_set1_ps(*sides->scale), most = _mm512_set1_ps((float)sides->most);
    Dozen dozen;
    for (int64_t start = first; start < last; start += ROWS) {
        gather(sides, start, last, &dozen);
        for (int64_t column = 0; column < sides->room; column += WIDE)
            multiply(&dozen, sides->panels + column * sides->dimensions, sides->dimensions / 4, scale,
                     most, column);
    }
    return last;
}
#endif
