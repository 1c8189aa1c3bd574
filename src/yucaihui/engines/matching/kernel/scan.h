/* What Python hands over: addresses and numbers of eight bytes each, in the order of the named
   tuples of the same names in arrays.py, whose docstrings say what they hold. */
#include <stdint.h>

typedef struct {
    const int64_t *order, *starts;
    const uint64_t *languages, *exists;
    const uint32_t *ends;
    const int64_t *bases;
    const uint16_t *places;
    const uint8_t *data;
    const int64_t *owned_starts;
    const int32_t *owned, *first_titles;
    const int64_t *holder_starts;
    const uint32_t *holders;
    const int64_t *near_starts, *common_starts;
    const uint8_t *common_words, *common_data;
} Supply;

typedef struct {
    const float *numbers;
    const int64_t *named_starts;
    const int32_t *named;
} Talents;

typedef struct {
    const int64_t *order;
    const int32_t *title, *features, *weights;
    const int64_t *bounds;
    const int32_t *rest;
    const uint64_t *languages;
    const int32_t *mask_rows;
    const uint64_t *place_bits;
    const int32_t *place_rows;
    const uint64_t *masks;
    const float *numbers;
    const int64_t *named_starts;
    const int32_t *named;
} Wanted;

typedef struct {
    const int32_t *own;
    const int8_t *own_vectors;
    const uint8_t *own_known;
    const int64_t *own_gram_starts;
    const int32_t *own_grams;
    const int16_t *own_gram_data;
    const int8_t *vectors;
    const uint8_t *known;
    const int64_t *gram_starts;
    const int32_t *grams;
    const int16_t *gram_data;
    const uint16_t *bounds;
    const int32_t *excess;
} TitlePairs;

typedef struct {
    int64_t *forward, *reached;
    int32_t *floors, *offered_places;
    int64_t *offered_keys, *offered;
} Found;

typedef struct {
    int64_t title, dense, grams, alone, shift, step, silent, refused, check, near;
} Rules;

typedef struct {
    int32_t *sums;
    uint16_t *raised;
    uint64_t *eligible, *named;
    int32_t *near_titles;
    uint16_t *near_places, *near_bounds;
    int64_t *near_ends;
    int32_t *deferred, *deferred_sums;
    int64_t *deferred_ends;
    int32_t *kept, *kept_sums;
    int64_t *kept_ends;
    uint16_t *bounds;
    int32_t *titles, *common, *grams, *counts;
} Scratch;

/* Lengths of what stands above. */
typedef struct {
    int64_t blocks, places, features, numbers, titles, room, dimensions, positions, k,
        backward, offers;
} Sizes;
