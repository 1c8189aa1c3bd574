/* The exact score and refusal of one pair, as in exact.py; the same results to the bit. */
#include "scan.h"

#ifdef __AVX512BW__
#include <immintrin.h>
#endif

#define SILENT_ONE 256
#define FEW 4

/* A position, by row; what its title gives for each gram and itself for each common word stands in
   tables, and bounds of its title's similarities by the talents' titles. */
typedef struct {
    const Supply *supply;
    const Talents *talents;
    const Wanted *wanted;
    const TitlePairs *titles;
    const Rules *rules;
    const Sizes *sizes;
    const int32_t *grams, *common;
    const uint16_t *bounds;
    int64_t row, own;
} Asker;

static inline int64_t max64(int64_t a, int64_t b) { return a > b ? a : b; }
static inline int64_t min64(int64_t a, int64_t b) { return a < b ? a : b; }

static int32_t vector_dot(const int8_t *restrict left, const int8_t *restrict right, int64_t count) {
    int32_t sum = 0;
    for (int64_t at = 0; at < count; at++) sum += left[at] * right[at];
    return sum;
}

/* The sums of table[numbers[at]] * data[at]: a loop of its own, since few are short of a vector. */
static int32_t gram_dot(const int32_t *table, const int32_t *numbers, const int16_t *data, int64_t count) {
#ifdef __AVX512BW__
    __m512i sums = _mm512_setzero_si512();
    for (int64_t at = 0; at < count; at += 16) {
        __mmask16 some = (__mmask16)_bzhi_u32(0xFFFF, (uint32_t)min64(count - at, 16));
        __m512i found = _mm512_mask_i32gather_epi32(sums, some, _mm512_maskz_loadu_epi32(some, numbers + at), table, 4);
        __m512i times = _mm512_cvtepi16_epi32(_mm256_maskz_loadu_epi16(some, data + at));
        sums = _mm512_mask_add_epi32(sums, some, sums, _mm512_mullo_epi32(found, times));
    }
    return _mm512_reduce_add_epi32(sums);
#else
    int32_t sum = 0;
    for (int64_t at = 0; at < count; at++) sum += table[numbers[at]] * data[at];
    return sum;
#endif
}

static int32_t word_dot(const int32_t *table, const uint8_t *numbers, const uint8_t *data, int64_t count) {
#ifdef __AVX512BW__
    __m512i sums = _mm512_setzero_si512();
    for (int64_t at = 0; at < count; at += 16) {
        __mmask16 some = (__mmask16)_bzhi_u32(0xFFFF, (uint32_t)min64(count - at, 16));
        __m512i number = _mm512_cvtepu8_epi32(_mm_maskz_loadu_epi8(some, numbers + at));
        __m512i times = _mm512_cvtepu8_epi32(_mm_maskz_loadu_epi8(some, data + at));
        sums = _mm512_add_epi32(sums, _mm512_mullo_epi32(_mm512_i32gather_epi32(number, table, 4), times));
    }
    return _mm512_reduce_add_epi32(sums);
#else
    int32_t sum = 0;
    for (int64_t at = 0; at < count; at++) sum += table[numbers[at]] * data[at];
    return sum;
#endif
}

static int64_t similarity(const Asker *asker, int64_t title) {
    const TitlePairs *titles = asker->titles;
    const Rules *rules = asker->rules;
    int64_t dimensions = asker->sizes->dimensions;
    int64_t start = titles->gram_starts[title];
    int32_t points = gram_dot(asker->grams, titles->grams + start, titles->gram_data + start,
                              titles->gram_starts[title + 1] - start);
    if (titles->own_known[asker->own] && titles->known[title]) {
        int32_t dot = vector_dot(titles->own_vectors + asker->own * dimensions,
                                 titles->vectors + title * dimensions, dimensions);
        points = points * (int32_t)rules->grams + dot * (int32_t)rules->dense;
    } else {
        points *= (int32_t)rules->alone;
    }
    return min64(max64(points >> rules->shift, 0), rules->title);
}

/* The title with the highest bound of the talent at a place: bound << 32 | title. */
static int64_t likely_title(const Asker *asker, int64_t place) {
    const Supply *supply = asker->supply;
    const int32_t *few = supply->first_titles + place * FEW;
    int64_t likely = 0;
    for (int at = 0; at < FEW; at++) likely = max64(likely, (int64_t)asker->bounds[few[at]] << 32 | few[at]);
    if (few[FEW - 1] == asker->sizes->titles) return likely;
    for (int64_t at = supply->owned_starts[place] + FEW; at < supply->owned_starts[place + 1]; at++)
        likely = max64(likely, (int64_t)asker->bounds[supply->owned[at]] << 32 | supply->owned[at]);
    return likely;
}

/* The similarity of the most similar title: the likely one is worked out first, others only if their
   bound is above the best so far and not below `least`. */
static int64_t title_leg(const Asker *asker, int64_t place, int32_t likely, int64_t least) {
    const Supply *supply = asker->supply;
    int64_t last = supply->owned_starts[place + 1];
    int64_t best = likely < asker->sizes->titles ? similarity(asker, likely) : 0;
    for (int64_t at = supply->owned_starts[place]; at < last; at++) {
        int64_t bound = (int64_t)asker->bounds[supply->owned[at]] << asker->rules->step;
        if (bound > best && bound >= least && supply->owned[at] != likely)
            best = max64(best, similarity(asker, supply->owned[at]));
    }
    return best;
}

/* What the common words give that the sums leave out. */
static int32_t common_words(const Asker *asker, int64_t place) {
    const Supply *supply = asker->supply;
    int64_t start = supply->common_starts[place];
    return word_dot(asker->common, supply->common_words + start, supply->common_data + start,
                    supply->common_starts[place + 1] - start);
}

static int share_place(const Asker *asker, int64_t talent) {
    const Wanted *wanted = asker->wanted;
    const Talents *talents = asker->talents;
    int64_t mine = wanted->named_starts[asker->row], end = wanted->named_starts[asker->row + 1];
    int64_t first = talents->named_starts[talent], last = talents->named_starts[talent + 1];
    if (mine == end || first == last) return 1;
    for (; mine < end; mine++)
        for (int64_t at = first; at < last; at++)
            if (wanted->named[mine] == talents->named[at]) return 1;
    return 0;
}

static int is_refused(const Asker *asker, int64_t talent) {
    int64_t numbers = asker->sizes->numbers;
    const float *asks = asker->wanted->numbers + asker->row * numbers;
    const float *offers = asker->talents->numbers + talent * numbers;
    for (int64_t number = 0; number < numbers; number++)
        if (offers[number] < asks[number]) return 1;
    return !share_place(asker, talent);
}
