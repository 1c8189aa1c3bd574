/* Similarities of titles and who is near, as in title_rows.py; the same results to the bit. */
#include <stdint.h>
#include <string.h>

#ifdef __AVX512VNNI__
#include <immintrin.h>
#endif

#define LANES 16
#define WIDE 32
#define ROWS 12
#define CHUNK 512

/* See the named tuples in title_rows.py. */
typedef struct {
    const int64_t *starts;
    const int32_t *grams;
    const int16_t *data;
    const int64_t *title_starts;
    const int32_t *titles;
    const int16_t *title_data;
    const int32_t *column_of;
    const int16_t *columns;
} Grams;

typedef struct {
    int64_t dense, grams, alone, shift, most;
} Blend;

typedef struct {
    const int32_t *titles;
    const int8_t *vectors;
    const uint8_t *speaks, *panels, *known;
    int32_t *similar;
    int64_t count, others, room, dimensions;
} Sides;

typedef struct {
    const int32_t *similar;
    const int64_t *holder_starts;
    const int32_t *holders;
    const int64_t *block_starts;
    int32_t *floors;
    int64_t *starts;
    uint16_t *places;
    int32_t *rise;
    int32_t *rises;
    uint64_t *marks;
    int64_t others, blocks, talents;
} Near;

typedef struct {
    int32_t *found;
} Scratch;

#ifdef __AVX512VNNI__
/* Dot products of the grams that few titles have, into a row of similarities. */
static void add_rare(const Grams *grams, int64_t title, int32_t *row) {
    for (int64_t at = grams->starts[title]; at < grams->starts[title + 1]; at++) {
        int32_t gram = grams->grams[at], own = grams->data[at];
        if (grams->column_of[gram] >= 0) continue;
        for (int64_t other = grams->title_starts[gram]; other < grams->title_starts[gram + 1]; other++)
            row[grams->titles[other]] += own * grams->title_data[other];
    }
}

static void add_four(const int16_t *const restrict columns[4], const int32_t *weights, int64_t count,
                     int32_t *restrict line) {
    const int16_t *restrict a = columns[0], *restrict b = columns[1];
    const int16_t *restrict c = columns[2], *restrict d = columns[3];
    int32_t p = weights[0], q = weights[1], r = weights[2], s = weights[3];
    for (int64_t at = 0; at < count; at++) line[at] += p * a[at] + q * b[at] + r * c[at] + s * d[at];
}

/* Add the columns of the common grams, four at a time; missing ones weigh nothing. */
static void add_common(const Grams *grams, int64_t title, int64_t room, int64_t first, int64_t count,
                       int32_t *line) {
    const int16_t *columns[4];
    int32_t weights[4];
    int waiting = 0;
    for (int64_t at = grams->starts[title]; at < grams->starts[title + 1]; at++) {
        int32_t number = grams->column_of[grams->grams[at]];
        if (number < 0) continue;
        columns[waiting] = grams->columns + number * room + first;
        weights[waiting++] = grams->data[at];
        if (waiting == 4) {
            add_four(columns, weights, count, line);
            waiting = 0;
        }
    }
    if (!waiting) return;
    for (int at = waiting; at < 4; at++) {
        columns[at] = columns[0];
        weights[at] = 0;
    }
    add_four(columns, weights, count, line);
}

static void blend_line(const Blend *blend, int speaks, const int32_t *restrict dots,
                       const uint8_t *restrict known, int64_t count, int32_t *restrict line) {
    int32_t dense = (int32_t)blend->dense, grams = (int32_t)blend->grams, alone = (int32_t)blend->alone;
    int32_t shift = (int32_t)blend->shift, most = (int32_t)blend->most;
    for (int64_t at = 0; at < count; at++) {
        int32_t mixed = dots[at] * dense + line[at] * grams, lexical = line[at] * alone;
        int32_t points = (speaks && known[at] ? mixed : lexical) >> shift;
        points = points < 0 ? 0 : points;
        line[at] = points > most ? most : points;
    }
}

/* Dot products of 12 rows of signed bytes with a panel of 32 titles in bytes raised by 128.
   Kept apart so that the 24 sums stay in registers. */
static __attribute__((noinline)) void multiply(const int32_t *rows, const uint8_t *panel,
                                               int64_t fours, int32_t *out) {
    __m512i x[ROWS], y[ROWS];
    for (int r = 0; r < ROWS; r++) x[r] = y[r] = _mm512_setzero_si512();
    for (int64_t at = 0; at < fours; at++) {
        __m512i left = _mm512_loadu_si512(panel + at * 128);
        __m512i right = _mm512_loadu_si512(panel + at * 128 + 64);
#pragma GCC unroll 12
        for (int r = 0; r < ROWS; r++) {
            __m512i own = _mm512_set1_epi32(rows[r * fours + at]);
            x[r] = _mm512_dpbusd_epi32(x[r], left, own);
            y[r] = _mm512_dpbusd_epi32(y[r], right, own);
        }
    }
    for (int r = 0; r < ROWS; r++) {
        _mm512_storeu_si512(out + r * CHUNK, x[r]);
        _mm512_storeu_si512(out + r * CHUNK + LANES, y[r]);
    }
}

/* Rows first..last of the similarities; `panels` holds the others' vectors by 32, see pack. */
void NAME(similar)(const Sides *sides, const Grams *grams, const Blend *blend, int64_t first,
                   int64_t last) {
    int64_t fours = sides->dimensions / 4;
    _Alignas(64) int32_t dots[ROWS * CHUNK], own[ROWS * 256];
    for (int64_t start = first; start < last; start += ROWS) {
        int64_t rows = last - start < ROWS ? last - start : ROWS;
        int32_t raised[ROWS] = {0};
        memset(own, 0, sizeof own);
        for (int64_t r = 0; r < rows; r++) {
            const int8_t *vector = sides->vectors + (start + r) * sides->dimensions;
            memcpy(own + r * fours, vector, (size_t)sides->dimensions);
            for (int64_t at = 0; at < sides->dimensions; at++) raised[r] += 128 * vector[at];
            int32_t *row = sides->similar + (start + r) * sides->others;
            memset(row, 0, (size_t)sides->others * sizeof *row);
            add_rare(grams, sides->titles[start + r], row);
        }
        for (int64_t column = 0; column < sides->others; column += CHUNK) {
            int64_t count = sides->others - column < CHUNK ? sides->others - column : CHUNK;
            for (int64_t panel = 0; panel < count; panel += WIDE)
                multiply(own, sides->panels + (column + panel) * sides->dimensions, fours, dots + panel);
            for (int64_t r = 0; r < rows; r++) {
                int32_t *line = sides->similar + (start + r) * sides->others + column;
                for (int64_t at = 0; at < count; at++) dots[r * CHUNK + at] -= raised[r];
                add_common(grams, sides->titles[start + r], sides->room, column, count, line);
                blend_line(blend, sides->speaks[start + r], dots + r * CHUNK, sides->known + column,
                           count, line);
            }
        }
    }
}
#endif

/* Titles of a line above the floor, one after the other, given to `found`. */
static int64_t above(const int32_t *line, int64_t count, int32_t floor, int32_t *found) {
    int64_t taken = 0, at = 0;
#ifdef __AVX512VNNI__
    __m512i low = _mm512_set1_epi32(floor);
    for (; at + LANES <= count; at += LANES) {
        uint32_t hits = _mm512_cmpgt_epi32_mask(_mm512_loadu_si512(line + at), low);
        for (; hits; hits &= hits - 1) found[taken++] = (int32_t)(at + __builtin_ctz(hits));
    }
#endif
    for (; at < count; at++) {
        found[taken] = (int32_t)at;
        taken += line[at] > floor;
    }
    return taken;
}

/* Move what is marked into the lists of the title `row`, ascending; clear the marks. */
static void list_marked(const Near *near, int64_t row) {
    int64_t *starts = near->starts + row * (near->blocks + 1);
    int64_t at = starts[0], block = 0;
    for (int64_t word = 0; word <= near->talents >> 6; word++) {
        uint64_t left = near->marks[word];
        near->marks[word] = 0;
        for (; left; left &= left - 1) {
            int64_t place = (word << 6) + __builtin_ctzll(left);
            while (place >= near->block_starts[block + 1]) starts[++block] = at;
            near->places[at] = (uint16_t)(place - near->block_starts[block]);
            near->rise[at++] = near->rises[place];
            near->rises[place] = 0;
        }
    }
    while (block < near->blocks) starts[++block] = at;
}

/* Lists of the rows first..last; `rises` (talents + 1) and `marks` are zero before and after,
   `found` (others + 1) is scratch. */
void NAME(list_near)(const Near *near, const Scratch *scratch, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; row++) {
        const int32_t *line = near->similar + row * near->others;
        int32_t floor = near->floors[row];
        int32_t *found = scratch->found;
        int64_t taken = above(line, near->others, floor, found);
        for (int64_t at = 0; at < taken; at++) {
            int32_t title = found[at], rise = line[title] - floor;
            for (int64_t h = near->holder_starts[title]; h < near->holder_starts[title + 1]; h++) {
                int32_t place = near->holders[h];
                if (rise > near->rises[place]) near->rises[place] = rise;
                near->marks[place >> 6] |= 1ull << (place & 63);
            }
        }
        list_marked(near, row);
    }
}
