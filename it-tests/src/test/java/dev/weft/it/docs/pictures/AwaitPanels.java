package dev.weft.it.docs.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** What happens at the await of {@code Cart.total}, in five moments. The instructions are the woven class's, the remarks ours. */
final class AwaitPanels {
    private final WovenCart woven = new WovenCart();

    List<Panel> all() {
        return List.of(stub(), hotEntry(), save(), loop(), resumeEntry());
    }

    private Panel stub() {
        return new Panel(
                "Stub",
                false,
                "A call makes the coroutine. Nothing of the body runs.",
                WovenCart.signature(woven.stub()),
                new Instructions(woven.stub()).between(null, null),
                Map.of(
                        "new", "the coroutine; it is the frame, too",
                        "putfield Cart$total$Frame.L0", "the parameters wait in it",
                        "areturn", "to the caller"));
    }

    private Panel hotEntry() {
        var code = new Instructions(woven.hotEntry());
        return new Panel(
                "Hot entry",
                false,
                "The coroutine is awaited: the body runs from its beginning.",
                WovenCart.signature(woven.hotEntry()),
                code.between(null, code.next(null, Opcodes.IF_ACMPNE).getNext()),
                Map.of(
                        "invokestatic Prices.of", "the body, as it was written",
                        "invokestatic Suspension.await", "gives the price, if it is there",
                        "if_acmpne", "then the body goes on at once, and 3, 4 and 5 do not happen"));
    }

    private Panel save() {
        var code = new Instructions(woven.hotEntry());
        var branch = code.next(null, Opcodes.IF_ACMPNE);
        return new Panel(
                "Save",
                false,
                "The price is not there yet. What is read later goes into the frame, on the heap.",
                "in the hot entry, behind the await",
                code.between(branch, code.next(branch, Opcodes.ARETURN).getNext()),
                Map.of(
                        "invokestatic Cart$total$Frame.of", "the coroutine itself, or a new frame",
                        "putfield Cart$total$Frame.I1", "count is read later",
                        "putfield Cart$total$Frame.L0", "item is not: the frame lets go of it",
                        "putfield Cart$total$Frame.state", "where to go on",
                        "areturn", "total is no longer on the stack"));
    }

    private Panel loop() {
        var dispatcher = new Instructions(woven.dispatcher());
        var code = new ArrayList<>(new Instructions(woven.resumeOfFrame()).between(null, null));
        code.remove("areturn");
        code.addAll(dispatcher.between(null, dispatcher.next(null, Opcodes.ARETURN)));
        return new Panel(
                "Loop",
                true,
                "The thread runs other tasks. When the price is there, the loop resumes the frame.",
                "Cart$total$Frame." + WovenCart.signature(woven.resumeOfFrame()),
                code,
                Map.of(
                        "invokestatic Cart.total$weft", "the way into the private methods of Cart",
                        "ifle", "not suspended yet: that is how the hot entry is reached",
                        "invokestatic Cart.total", "the resume entry"));
    }

    private Panel resumeEntry() {
        var code = new Instructions(woven.resumeEntry());
        var instructions = new ArrayList<>(code.between(code.next(null, Opcodes.INVOKESTATIC), null));
        instructions.remove("invokestatic Suspension.badState");
        return new Panel(
                "Resume entry",
                false,
                "A second copy of the body goes on behind the await.",
                WovenCart.signature(woven.resumeEntry()),
                instructions,
                Map.of(
                        "tableswitch", "to the await of that number",
                        "getfield Cart$total$Frame.I1", "count is back",
                        "invokestatic Suspension.resumed", "gives the price, or throws what has failed",
                        "imul", "price * count",
                        "areturn", "the result, to what awaits total"));
    }
}
