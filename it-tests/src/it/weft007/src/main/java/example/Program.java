package example;

import dev.weft.Entry;

@Entry
@interface Program {}
