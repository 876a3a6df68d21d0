package example;

import lombok.Builder;
import lombok.Value;
import lombok.With;

/** What is sent. */
@Value
@Builder
class Letter {
    String to;
    String text;

    @With
    boolean urgent;
}
