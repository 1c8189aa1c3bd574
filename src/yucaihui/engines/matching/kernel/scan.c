/* The pass over all pairs, as in scan.py, which says how and why; the same results to the bit. */
#include "scan.h"

#ifdef __AVX512F__
#include <immintrin.h>
#endif

#define REFUSED (-(1 << 30))
#define NONE (REFUSED / 2)
#define ROW_MASK 0xFFFFFFFFll
#define SILENT_ONE 256
#define LANES 16
#define MOST 65536
#define AHEAD 6
#define CHUNK 64

typedef struct {
    const Supply *supply;
    const Wanted *wanted;
    const Rows *rows;
    const Found *found;
    const Rules *rules;
    const Sizes *sizes;
    int64_t block, start, count, position, title, least;
    int silent;
} Pair;

static inline int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

static int64_t stretched(int64_t score, const Rules *rules) {
    return (score * SILENT_ONE + rules->silent - 1) / rules->silent;
}

/* The least sum of title and other legs that the position's list still takes. */
static int64_t least_taken(const Pair *pair) {
    if (!pair->sizes->k) return INT32_MAX;
    int64_t own = pair->found->forward[pair->position * pair->sizes->k];
    int64_t score = max64(max64(own, pair->found->reached[pair->position]) >> 32, 0);
    return pair->silent ? stretched(score, pair->rules) : score;
}

static int all_refused(const Supply *supply, const Wanted *wanted, const Sizes *sizes,
                       int64_t block, int64_t position) {
    const float *asks = wanted->asks + position * sizes->numbers;
    const float *most = supply->most + block * sizes->numbers;
    int refused = 0;
    for (int64_t number = 0; number < sizes->numbers; number++) refused |= asks[number] > most[number];
    return refused;
}

/* Start the sums: 0, or far below for those a requirement refuses; whether any is left. */
static int refuse(const Pair *pair, int32_t *restrict sums) {
    const Supply *supply = pair->supply;
    int64_t count = pair->count;
    uint64_t bits = pair->wanted->place_bits[pair->position];
    for (int64_t at = 0; at < count + CHUNK; at++) sums[at] = 0;
    if (pair->rules->refused) return 1;
    for (int64_t number = 0; number < pair->sizes->numbers; number++) {
        float ask = pair->wanted->asks[pair->position * pair->sizes->numbers + number];
        const float *restrict offers = supply->offers + number * pair->sizes->talents + pair->start;
        if (ask == -__builtin_inff()) continue;
        for (int64_t at = 0; at < count; at++) sums[at] |= offers[at] < ask ? REFUSED : 0;
    }
    if (~bits) {
        const uint64_t *restrict named = supply->place_bits + pair->start;
        for (int64_t at = 0; at < count; at++) sums[at] |= named[at] & bits ? 0 : REFUSED;
    }
    int32_t left = REFUSED;
    for (int64_t at = 0; at < count; at++) left = left > sums[at] ? left : sums[at];
    return left == 0;
}

static void add_column(int32_t *restrict sums, const uint8_t *restrict column, int32_t weight,
                       int64_t count) {
    for (int64_t at = 0; at < count; at++) sums[at] += weight * column[at];
}

static void add_four(int32_t *restrict sums, const uint8_t *restrict a, const uint8_t *restrict b,
                     const uint8_t *restrict c, const uint8_t *restrict d,
                     const int32_t *restrict weights, int64_t count) {
    int32_t p = weights[0], q = weights[1], r = weights[2], s = weights[3];
    for (int64_t at = 0; at < count; at++)
        sums[at] += p * a[at] + q * b[at] + r * c[at] + s * d[at];
}

/* Add the columns of the features first..last for `count` talents from `from` on. */
static void add_common(const Pair *pair, int64_t first, int64_t last, int64_t from, int64_t count,
                       int32_t *sums) {
    const int32_t *features = pair->wanted->features, *weights = pair->wanted->weights;
    int64_t width = pair->sizes->block, at = first;
    const uint8_t *columns = pair->supply->columns + pair->block * pair->sizes->columns * width + from;
    for (; at + 4 <= last; at += 4)
        add_four(sums + from, columns + features[at] * width, columns + features[at + 1] * width,
                 columns + features[at + 2] * width, columns + features[at + 3] * width,
                 weights + at, count);
    for (; at < last; at++) add_column(sums + from, columns + features[at] * width, weights[at], count);
}

/* Add the common words where, with the most they give, a list is still within reach. */
static void add_common_words(const Pair *pair, int64_t first, int64_t last, int32_t *sums) {
    int64_t slack = pair->rows->floors[pair->title];
    for (int64_t at = first; at < last; at++) slack += 255 * (int64_t)pair->wanted->weights[at];
    int32_t need = (int32_t)max64(pair->least - slack, NONE);
    const int32_t *floors = pair->found->floors + pair->start;
    for (int64_t chunk = 0; chunk < pair->count; chunk += CHUNK) {
        int64_t count = min64(pair->count - chunk, CHUNK);
        int reaches = 0;
        if (pair->sizes->backward)
            for (int64_t at = chunk; at < chunk + count; at++)
                reaches |= (sums[at] >= need) | ((sums[at] >= floors[at] - (int32_t)slack) & (sums[at] > NONE));
        else
            for (int64_t at = chunk; at < chunk + count; at++) reaches |= sums[at] >= need;
        if (reaches) add_common(pair, first, last, chunk, CHUNK, sums);
    }
}

static void add_rare(const Pair *pair, int64_t first, int64_t last, int32_t *sums) {
    const Supply *supply = pair->supply;
    const uint32_t *ends = supply->ends + pair->block * (pair->sizes->features + 1);
    int64_t base = supply->bases[pair->block];
    for (int64_t at = first; at < last; at++) {
        if (at + AHEAD < last) {
            uint32_t next = ends[pair->wanted->features[at + AHEAD]];
            __builtin_prefetch(supply->places + base + next);
            __builtin_prefetch(supply->data + base + next);
        }
        int32_t feature = pair->wanted->features[at], weight = pair->wanted->weights[at];
        for (int64_t posting = base + ends[feature]; posting < base + ends[feature + 1]; posting++)
            sums[supply->places[posting]] += weight * supply->data[posting];
    }
}

/* Places whose sums reach what a list still takes, ascending. */
static int64_t candidates(const Pair *pair, const int32_t *sums, uint16_t *chosen) {
    int64_t base = pair->rows->floors[pair->title], taken = 0;
    int32_t need = (int32_t)max64(pair->least - base, NONE);
    const int32_t *floors = pair->found->floors + (pair->silent ? pair->sizes->talents : 0) + pair->start;
    if (pair->sizes->backward) {
        for (int64_t at = 0; at < pair->count; at++) {
            chosen[taken] = (uint16_t)at;
            taken += (sums[at] >= need) | ((sums[at] >= floors[at] - (int32_t)base) & (sums[at] > NONE));
        }
        return taken;
    }
#ifdef __AVX512F__
    __m512i needed = _mm512_set1_epi32(need);
    for (int64_t at = 0; at < pair->count; at += LANES) {
        uint32_t hits = _mm512_cmpge_epi32_mask(_mm512_loadu_si512(sums + at), needed);
        if (at + LANES > pair->count) hits &= (1u << (pair->count - at)) - 1;
        for (; hits; hits &= hits - 1) chosen[taken++] = (uint16_t)(at + __builtin_ctz(hits));
    }
#else
    for (int64_t at = 0; at < pair->count; at++) {
        chosen[taken] = (uint16_t)at;
        taken += sums[at] >= need;
    }
#endif
    return taken;
}

static int share_place(const Pair *pair, int64_t row, int64_t talent) {
    const Wanted *wanted = pair->wanted;
    const Supply *supply = pair->supply;
    int64_t mine = wanted->named_starts[row], end = wanted->named_starts[row + 1];
    int64_t other = supply->named_starts[talent], last = supply->named_starts[talent + 1];
    if (mine == end || other == last) return 1;
    for (; mine < end; mine++)
        for (int64_t at = other; at < last; at++)
            if (wanted->named[mine] == supply->named[at]) return 1;
    return 0;
}

static int refused(const Pair *pair, int64_t place) {
    const Supply *supply = pair->supply;
    const float *asks = pair->wanted->asks + pair->position * pair->sizes->numbers;
    for (int64_t number = 0; number < pair->sizes->numbers; number++)
        if (supply->offers[number * pair->sizes->talents + place] < asks[number]) return 1;
    if (!(supply->place_bits[place] & pair->wanted->place_bits[pair->position])) return 1;
    return pair->rules->check_places &&
           !share_place(pair, pair->wanted->order[pair->position], supply->order[place]);
}

static void replace_least(int64_t *heap, int64_t count, int64_t key) {
    int64_t at = 0, child;
    while ((child = 2 * at + 1) < count) {
        if (child + 1 < count && heap[child + 1] < heap[child]) child++;
        if (heap[child] >= key) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = key;
}

static const int32_t *similar_row(const Pair *pair) {
    return pair->rows->similar + pair->title * pair->sizes->titles;
}

/* The similarity of a talent's most similar title. */
static int32_t title_of(const Pair *pair, int64_t place) {
    const Supply *supply = pair->supply;
    const int32_t *similar = similar_row(pair);
    int32_t title = 0;
#pragma GCC unroll 1
    for (int64_t at = supply->owned_starts[place]; at < supply->owned_starts[place + 1]; at++) {
        int32_t other = similar[supply->owned[at]];
        title = title > other ? title : other;
    }
    return title;
}

/* Rows of similarities lie far away in memory: have all that will be read fetched at once. */
static void fetch_titles(const Pair *pair, int64_t place) {
    const Supply *supply = pair->supply;
    for (int64_t at = supply->owned_starts[place]; at < supply->owned_starts[place + 1]; at++)
        __builtin_prefetch(similar_row(pair) + supply->owned[at]);
}

/* Offer a pair, whose sum is `partial` and whose title adds `title`, to both lists. */
static void offer(Pair *pair, int64_t place, int32_t partial, int32_t title) {
    const Supply *supply = pair->supply;
    const Found *found = pair->found;
    const Sizes *sizes = pair->sizes;
    int64_t score = (int64_t)partial + title;
    if (pair->silent) score = score * pair->rules->silent / SILENT_ONE;
    int64_t key = score << 32 | (ROW_MASK - supply->order[place]);
    int64_t mirrored = score << 32 | (ROW_MASK - pair->wanted->order[pair->position]);
    int64_t *list = found->forward + pair->position * sizes->k;
    int64_t *reached = found->reached + pair->position;
    int64_t *back = found->backward + place * sizes->backward;
    int forward = sizes->k && key > max64(list[0], *reached);
    int backward = sizes->backward && mirrored > back[0];
    if (!(forward || backward) || refused(pair, place) != pair->rules->refused) return;
    if (forward) {
        replace_least(list, sizes->k, key);
        *reached = max64(*reached, list[0]);
        pair->least = least_taken(pair);
    }
    if (backward) {
        replace_least(back, sizes->backward, mirrored);
        int64_t least = max64(back[0] >> 32, 0);
        found->floors[place] = (int32_t)least;
        found->floors[sizes->talents + place] = (int32_t)stretched(least, pair->rules);
    }
}

static void offer_all(Pair *pair, const int32_t *sums, const uint8_t *near, const uint16_t *chosen,
                      int64_t taken) {
    const int32_t *floors = pair->found->floors + (pair->silent ? pair->sizes->talents : 0) + pair->start;
    int32_t base = pair->rows->floors[pair->title];
    for (int64_t at = 0; at < taken; at++)
        if (!near[chosen[at]]) fetch_titles(pair, pair->start + chosen[at]);
    for (int64_t at = 0; at < taken; at++) {
        int32_t sum = sums[chosen[at]], title = base;
        int64_t place = pair->start + chosen[at];
        int64_t least = pair->sizes->backward ? min64(pair->least, floors[chosen[at]]) : pair->least;
        if (sum < least - base) continue;
        if (!near[chosen[at]]) {
            int32_t own = title_of(pair, place);
            title = own < base ? own : base;
        }
        offer(pair, place, sum, title);
    }
}

static void take(Pair *pair, int32_t *sums, uint8_t *near, uint16_t *chosen) {
    const Rows *rows = pair->rows;
    const Wanted *wanted = pair->wanted;
    uint64_t asked = wanted->languages[pair->position], spoken = pair->supply->languages[pair->block];
    const int64_t *bounds = wanted->bounds + pair->position * 5;
    pair->silent = asked && spoken && !(asked & spoken);
    pair->title = wanted->title[pair->position];
    pair->least = least_taken(pair);
    if (!refuse(pair, sums)) return;
    add_common(pair, bounds[0], bounds[1], 0, (pair->count + LANES - 1) / LANES * LANES, sums);
    add_rare(pair, bounds[1], pair->silent ? bounds[2] : bounds[3], sums);
    const int64_t *ends = rows->starts + pair->title * (pair->sizes->blocks + 1) + pair->block;
    for (int64_t at = ends[0]; at < ends[1]; at++) {
        sums[rows->places[at]] += rows->rise[at];
        near[rows->places[at]] = 1;
    }
    if (!pair->silent) add_common_words(pair, bounds[3], bounds[4], sums);
    offer_all(pair, sums, near, chosen, candidates(pair, sums, chosen));
    for (int64_t at = ends[0]; at < ends[1]; at++) near[rows->places[at]] = 0;
}

/* Take the blocks first, first + step, … against every position of the batch. */
void NAME(scan)(const Supply *supply, const Wanted *wanted, const Rows *rows, const Found *found,
                const Rules *rules, const Sizes *sizes, int64_t first, int64_t step) {
    _Alignas(64) int32_t sums[MOST + CHUNK];
    uint16_t chosen[MOST];
    uint8_t near[MOST] = {0};
    Pair pair = {supply, wanted, rows, found, rules, sizes, 0, 0, 0, 0, 0, 0, 0};
    for (int64_t block = first; block < sizes->blocks; block += step) {
        pair.block = block;
        pair.start = supply->starts[block];
        pair.count = supply->starts[block + 1] - pair.start;
        for (int64_t position = 0; position < sizes->positions; position++) {
            pair.position = position;
            if (rules->refused || !all_refused(supply, wanted, sizes, block, position))
                take(&pair, sums, near, chosen);
        }
    }
}
