package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** A hundred awaits in a row, and a switch with a hundred awaiting cases. */
class ManyAwaits {
    @Case(34)
    @Async
    static Coroutine<Long> hundredInARow(Probe p) {
        long a = 1;
        int b = 2;
        a += await(p.step("a0", 0L)) ^ b;
        b ^= await(p.step("b0", 0));
        a += await(p.step("a1", 7L)) ^ b;
        b ^= await(p.step("b1", 1));
        a += await(p.step("a2", 14L)) ^ b;
        b ^= await(p.step("b2", 2));
        a += await(p.step("a3", 21L)) ^ b;
        b ^= await(p.step("b3", 3));
        a += await(p.step("a4", 28L)) ^ b;
        b ^= await(p.step("b4", 4));
        a += await(p.step("a5", 35L)) ^ b;
        b ^= await(p.step("b5", 5));
        a += await(p.step("a6", 42L)) ^ b;
        b ^= await(p.step("b6", 6));
        a += await(p.step("a7", 49L)) ^ b;
        b ^= await(p.step("b7", 7));
        a += await(p.step("a8", 56L)) ^ b;
        b ^= await(p.step("b8", 8));
        a += await(p.step("a9", 63L)) ^ b;
        b ^= await(p.step("b9", 9));
        a += await(p.step("a10", 70L)) ^ b;
        b ^= await(p.step("b10", 10));
        a += await(p.step("a11", 77L)) ^ b;
        b ^= await(p.step("b11", 11));
        a += await(p.step("a12", 84L)) ^ b;
        b ^= await(p.step("b12", 12));
        a += await(p.step("a13", 91L)) ^ b;
        b ^= await(p.step("b13", 13));
        a += await(p.step("a14", 98L)) ^ b;
        b ^= await(p.step("b14", 14));
        a += await(p.step("a15", 105L)) ^ b;
        b ^= await(p.step("b15", 15));
        a += await(p.step("a16", 112L)) ^ b;
        b ^= await(p.step("b16", 16));
        a += await(p.step("a17", 119L)) ^ b;
        b ^= await(p.step("b17", 17));
        a += await(p.step("a18", 126L)) ^ b;
        b ^= await(p.step("b18", 18));
        a += await(p.step("a19", 133L)) ^ b;
        b ^= await(p.step("b19", 19));
        a += await(p.step("a20", 140L)) ^ b;
        b ^= await(p.step("b20", 20));
        a += await(p.step("a21", 147L)) ^ b;
        b ^= await(p.step("b21", 21));
        a += await(p.step("a22", 154L)) ^ b;
        b ^= await(p.step("b22", 22));
        a += await(p.step("a23", 161L)) ^ b;
        b ^= await(p.step("b23", 23));
        a += await(p.step("a24", 168L)) ^ b;
        b ^= await(p.step("b24", 24));
        a += await(p.step("a25", 175L)) ^ b;
        b ^= await(p.step("b25", 25));
        a += await(p.step("a26", 182L)) ^ b;
        b ^= await(p.step("b26", 26));
        a += await(p.step("a27", 189L)) ^ b;
        b ^= await(p.step("b27", 27));
        a += await(p.step("a28", 196L)) ^ b;
        b ^= await(p.step("b28", 28));
        a += await(p.step("a29", 203L)) ^ b;
        b ^= await(p.step("b29", 29));
        a += await(p.step("a30", 210L)) ^ b;
        b ^= await(p.step("b30", 30));
        a += await(p.step("a31", 217L)) ^ b;
        b ^= await(p.step("b31", 31));
        a += await(p.step("a32", 224L)) ^ b;
        b ^= await(p.step("b32", 32));
        a += await(p.step("a33", 231L)) ^ b;
        b ^= await(p.step("b33", 33));
        a += await(p.step("a34", 238L)) ^ b;
        b ^= await(p.step("b34", 34));
        a += await(p.step("a35", 245L)) ^ b;
        b ^= await(p.step("b35", 35));
        a += await(p.step("a36", 252L)) ^ b;
        b ^= await(p.step("b36", 36));
        a += await(p.step("a37", 259L)) ^ b;
        b ^= await(p.step("b37", 37));
        a += await(p.step("a38", 266L)) ^ b;
        b ^= await(p.step("b38", 38));
        a += await(p.step("a39", 273L)) ^ b;
        b ^= await(p.step("b39", 39));
        a += await(p.step("a40", 280L)) ^ b;
        b ^= await(p.step("b40", 40));
        a += await(p.step("a41", 287L)) ^ b;
        b ^= await(p.step("b41", 41));
        a += await(p.step("a42", 294L)) ^ b;
        b ^= await(p.step("b42", 42));
        a += await(p.step("a43", 301L)) ^ b;
        b ^= await(p.step("b43", 43));
        a += await(p.step("a44", 308L)) ^ b;
        b ^= await(p.step("b44", 44));
        a += await(p.step("a45", 315L)) ^ b;
        b ^= await(p.step("b45", 45));
        a += await(p.step("a46", 322L)) ^ b;
        b ^= await(p.step("b46", 46));
        a += await(p.step("a47", 329L)) ^ b;
        b ^= await(p.step("b47", 47));
        a += await(p.step("a48", 336L)) ^ b;
        b ^= await(p.step("b48", 48));
        a += await(p.step("a49", 343L)) ^ b;
        b ^= await(p.step("b49", 49));
        return result(a + b);
    }

    @Case({34, 36})
    @Async
    static Coroutine<Integer> hundredCases(Probe p) {
        int sum = 0;
        for (int i = 0; i < 100; i += 9) {
            switch (i) {
                case 0:
                    sum += await(p.step("case0", 0));
                    break;
                case 1:
                    sum += await(p.step("case1", 1));
                    break;
                case 2:
                    sum += await(p.step("case2", 2));
                    break;
                case 3:
                    sum += await(p.step("case3", 3));
                    break;
                case 4:
                    sum += await(p.step("case4", 4));
                    break;
                case 5:
                    sum += await(p.step("case5", 5));
                    break;
                case 6:
                    sum += await(p.step("case6", 6));
                    break;
                case 7:
                    sum += await(p.step("case7", 7));
                    break;
                case 8:
                    sum += await(p.step("case8", 8));
                    break;
                case 9:
                    sum += await(p.step("case9", 9));
                    break;
                case 10:
                    sum += await(p.step("case10", 10));
                    break;
                case 11:
                    sum += await(p.step("case11", 11));
                    break;
                case 12:
                    sum += await(p.step("case12", 12));
                    break;
                case 13:
                    sum += await(p.step("case13", 13));
                    break;
                case 14:
                    sum += await(p.step("case14", 14));
                    break;
                case 15:
                    sum += await(p.step("case15", 15));
                    break;
                case 16:
                    sum += await(p.step("case16", 16));
                    break;
                case 17:
                    sum += await(p.step("case17", 17));
                    break;
                case 18:
                    sum += await(p.step("case18", 18));
                    break;
                case 19:
                    sum += await(p.step("case19", 19));
                    break;
                case 20:
                    sum += await(p.step("case20", 20));
                    break;
                case 21:
                    sum += await(p.step("case21", 21));
                    break;
                case 22:
                    sum += await(p.step("case22", 22));
                    break;
                case 23:
                    sum += await(p.step("case23", 23));
                    break;
                case 24:
                    sum += await(p.step("case24", 24));
                    break;
                case 25:
                    sum += await(p.step("case25", 25));
                    break;
                case 26:
                    sum += await(p.step("case26", 26));
                    break;
                case 27:
                    sum += await(p.step("case27", 27));
                    break;
                case 28:
                    sum += await(p.step("case28", 28));
                    break;
                case 29:
                    sum += await(p.step("case29", 29));
                    break;
                case 30:
                    sum += await(p.step("case30", 30));
                    break;
                case 31:
                    sum += await(p.step("case31", 31));
                    break;
                case 32:
                    sum += await(p.step("case32", 32));
                    break;
                case 33:
                    sum += await(p.step("case33", 33));
                    break;
                case 34:
                    sum += await(p.step("case34", 34));
                    break;
                case 35:
                    sum += await(p.step("case35", 35));
                    break;
                case 36:
                    sum += await(p.step("case36", 36));
                    break;
                case 37:
                    sum += await(p.step("case37", 37));
                    break;
                case 38:
                    sum += await(p.step("case38", 38));
                    break;
                case 39:
                    sum += await(p.step("case39", 39));
                    break;
                case 40:
                    sum += await(p.step("case40", 40));
                    break;
                case 41:
                    sum += await(p.step("case41", 41));
                    break;
                case 42:
                    sum += await(p.step("case42", 42));
                    break;
                case 43:
                    sum += await(p.step("case43", 43));
                    break;
                case 44:
                    sum += await(p.step("case44", 44));
                    break;
                case 45:
                    sum += await(p.step("case45", 45));
                    break;
                case 46:
                    sum += await(p.step("case46", 46));
                    break;
                case 47:
                    sum += await(p.step("case47", 47));
                    break;
                case 48:
                    sum += await(p.step("case48", 48));
                    break;
                case 49:
                    sum += await(p.step("case49", 49));
                    break;
                case 50:
                    sum += await(p.step("case50", 50));
                    break;
                case 51:
                    sum += await(p.step("case51", 51));
                    break;
                case 52:
                    sum += await(p.step("case52", 52));
                    break;
                case 53:
                    sum += await(p.step("case53", 53));
                    break;
                case 54:
                    sum += await(p.step("case54", 54));
                    break;
                case 55:
                    sum += await(p.step("case55", 55));
                    break;
                case 56:
                    sum += await(p.step("case56", 56));
                    break;
                case 57:
                    sum += await(p.step("case57", 57));
                    break;
                case 58:
                    sum += await(p.step("case58", 58));
                    break;
                case 59:
                    sum += await(p.step("case59", 59));
                    break;
                case 60:
                    sum += await(p.step("case60", 60));
                    break;
                case 61:
                    sum += await(p.step("case61", 61));
                    break;
                case 62:
                    sum += await(p.step("case62", 62));
                    break;
                case 63:
                    sum += await(p.step("case63", 63));
                    break;
                case 64:
                    sum += await(p.step("case64", 64));
                    break;
                case 65:
                    sum += await(p.step("case65", 65));
                    break;
                case 66:
                    sum += await(p.step("case66", 66));
                    break;
                case 67:
                    sum += await(p.step("case67", 67));
                    break;
                case 68:
                    sum += await(p.step("case68", 68));
                    break;
                case 69:
                    sum += await(p.step("case69", 69));
                    break;
                case 70:
                    sum += await(p.step("case70", 70));
                    break;
                case 71:
                    sum += await(p.step("case71", 71));
                    break;
                case 72:
                    sum += await(p.step("case72", 72));
                    break;
                case 73:
                    sum += await(p.step("case73", 73));
                    break;
                case 74:
                    sum += await(p.step("case74", 74));
                    break;
                case 75:
                    sum += await(p.step("case75", 75));
                    break;
                case 76:
                    sum += await(p.step("case76", 76));
                    break;
                case 77:
                    sum += await(p.step("case77", 77));
                    break;
                case 78:
                    sum += await(p.step("case78", 78));
                    break;
                case 79:
                    sum += await(p.step("case79", 79));
                    break;
                case 80:
                    sum += await(p.step("case80", 80));
                    break;
                case 81:
                    sum += await(p.step("case81", 81));
                    break;
                case 82:
                    sum += await(p.step("case82", 82));
                    break;
                case 83:
                    sum += await(p.step("case83", 83));
                    break;
                case 84:
                    sum += await(p.step("case84", 84));
                    break;
                case 85:
                    sum += await(p.step("case85", 85));
                    break;
                case 86:
                    sum += await(p.step("case86", 86));
                    break;
                case 87:
                    sum += await(p.step("case87", 87));
                    break;
                case 88:
                    sum += await(p.step("case88", 88));
                    break;
                case 89:
                    sum += await(p.step("case89", 89));
                    break;
                case 90:
                    sum += await(p.step("case90", 90));
                    break;
                case 91:
                    sum += await(p.step("case91", 91));
                    break;
                case 92:
                    sum += await(p.step("case92", 92));
                    break;
                case 93:
                    sum += await(p.step("case93", 93));
                    break;
                case 94:
                    sum += await(p.step("case94", 94));
                    break;
                case 95:
                    sum += await(p.step("case95", 95));
                    break;
                case 96:
                    sum += await(p.step("case96", 96));
                    break;
                case 97:
                    sum += await(p.step("case97", 97));
                    break;
                case 98:
                    sum += await(p.step("case98", 98));
                    break;
                case 99:
                    sum += await(p.step("case99", 99));
                    break;
                default:
                    throw new IllegalStateException();
            }
        }
        return result(sum);
    }
}
