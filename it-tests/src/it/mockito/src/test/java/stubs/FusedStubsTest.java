package stubs;

import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What mocks do not see: awaits that enter a static, private or final method of their own class directly. */
@Timeout(60)
class FusedStubsTest {

    @Test
    void staticMethodOfTheSameClass() {
        try (var statics = mockStatic(Statics.class)) {
            statics.when(() -> Statics.ready(1)).thenReturn(result(10));

            assertEquals(1, run(new Statics().fused(1)));

            statics.verify(() -> Statics.ready(1), never());
            assertEquals(10, run(Statics.ready(1)));
        }
    }

    @Test
    void finalMethodOfTheSameClass() {
        var store = spy(new Store());
        doReturn(result(10)).when(store).last(1);

        assertEquals(2, run(store.fused(1)));

        verify(store, never()).last(1);
    }

    /** What the guide advises. */
    @Test
    void callsThatDoNotStandInTheAwaitAreSeen() {
        var store = spy(new Store());
        doReturn(result(10)).when(store).last(1);

        assertEquals(11, run(store.stepwise(1)));

        verify(store).last(1);
    }

    @Test
    void methodOfTheSameFinalClass() {
        var store = spy(new FinalStore());
        doReturn(result(10)).when(store).ready(1);

        assertEquals(1, run(store.suspends(1)));

        verify(store, never()).ready(1);
    }

    @Test
    void methodOfTheSameRecord() {
        var pair = spy(new Pair(1, 2));
        doReturn(result(10)).when(pair).sum();

        assertEquals(4, run(pair.sumAndOne()));

        verify(pair, never()).sum();
    }
}
