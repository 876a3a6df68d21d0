package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Methods whose parameters take all 255 slots: no hidden one can be added. */
class WideParameters {
    @Async
    private static Coroutine<String> all255(
            Probe p,
            int a0,
            long a1,
            double a2,
            Object a3,
            float a4,
            byte a5,
            int a6,
            long a7,
            double a8,
            Object a9,
            float a10,
            byte a11,
            int a12,
            long a13,
            double a14,
            Object a15,
            float a16,
            byte a17,
            int a18,
            long a19,
            double a20,
            Object a21,
            float a22,
            byte a23,
            int a24,
            long a25,
            double a26,
            Object a27,
            float a28,
            byte a29,
            int a30,
            long a31,
            double a32,
            Object a33,
            float a34,
            byte a35,
            int a36,
            long a37,
            double a38,
            Object a39,
            float a40,
            byte a41,
            int a42,
            long a43,
            double a44,
            Object a45,
            float a46,
            byte a47,
            int a48,
            long a49,
            double a50,
            Object a51,
            float a52,
            byte a53,
            int a54,
            long a55,
            double a56,
            Object a57,
            float a58,
            byte a59,
            int a60,
            long a61,
            double a62,
            Object a63,
            float a64,
            byte a65,
            int a66,
            long a67,
            double a68,
            Object a69,
            float a70,
            byte a71,
            int a72,
            long a73,
            double a74,
            Object a75,
            float a76,
            byte a77,
            int a78,
            long a79,
            double a80,
            Object a81,
            float a82,
            byte a83,
            int a84,
            long a85,
            double a86,
            Object a87,
            float a88,
            byte a89,
            int a90,
            long a91,
            double a92,
            Object a93,
            float a94,
            byte a95,
            int a96,
            long a97,
            double a98,
            Object a99,
            float a100,
            byte a101,
            int a102,
            long a103,
            double a104,
            Object a105,
            float a106,
            byte a107,
            int a108,
            long a109,
            double a110,
            Object a111,
            float a112,
            byte a113,
            int a114,
            long a115,
            double a116,
            Object a117,
            float a118,
            byte a119,
            int a120,
            long a121,
            double a122,
            Object a123,
            float a124,
            byte a125,
            int a126,
            long a127,
            double a128,
            Object a129,
            float a130,
            byte a131,
            int a132,
            long a133,
            double a134,
            Object a135,
            float a136,
            byte a137,
            int a138,
            long a139,
            double a140,
            Object a141,
            float a142,
            byte a143,
            int a144,
            long a145,
            double a146,
            Object a147,
            float a148,
            byte a149,
            int a150,
            long a151,
            double a152,
            Object a153,
            float a154,
            byte a155,
            int a156,
            long a157,
            double a158,
            Object a159,
            float a160,
            byte a161,
            int a162,
            long a163,
            double a164,
            Object a165,
            float a166,
            byte a167,
            int a168,
            long a169,
            double a170,
            Object a171,
            float a172,
            byte a173,
            int a174,
            long a175,
            double a176,
            Object a177,
            float a178,
            byte a179,
            int a180,
            long a181,
            double a182,
            Object a183,
            float a184,
            byte a185,
            int a186,
            long a187,
            double a188,
            Object a189) {
        long x = await(p.step("a", 1L));
        a0 += await(p.step("b", 2));
        return result(x + "/" + a3 + "/" + a13 + "/" + a23 + "/" + a33 + "/" + a43 + "/" + a53 + "/" + a63 + "/" + a73
                + "/" + a83 + "/" + a93 + "/" + a103 + "/" + a113 + "/" + a123 + "/" + a133 + "/" + a143 + "/" + a153
                + "/" + a163 + "/" + a173 + "/" + a183 + "/" + a189);
    }

    @Case(83)
    @Async
    static Coroutine<String> staticMethod(Probe p) {
        return result(await(all255(
                p, 0, 1L, 2.5, "o3", 4f, (byte) 5, 6, 7L, 8.5, "o9", 10f, (byte) 11, 12, 13L, 14.5, "o15", 16f,
                (byte) 17, 18, 19L, 20.5, "o21", 22f, (byte) 23, 24, 25L, 26.5, "o27", 28f, (byte) 29, 30, 31L, 32.5,
                "o33", 34f, (byte) 35, 36, 37L, 38.5, "o39", 40f, (byte) 41, 42, 43L, 44.5, "o45", 46f, (byte) 47, 48,
                49L, 50.5, "o51", 52f, (byte) 53, 54, 55L, 56.5, "o57", 58f, (byte) 59, 60, 61L, 62.5, "o63", 64f,
                (byte) 65, 66, 67L, 68.5, "o69", 70f, (byte) 71, 72, 73L, 74.5, "o75", 76f, (byte) 77, 78, 79L, 80.5,
                "o81", 82f, (byte) 83, 84, 85L, 86.5, "o87", 88f, (byte) 89, 90, 91L, 92.5, "o93", 94f, (byte) 95, 96,
                97L, 98.5, "o99", 100f, (byte) 1, 102, 103L, 104.5, "o105", 106f, (byte) 7, 108, 109L, 110.5, "o111",
                112f, (byte) 13, 114, 115L, 116.5, "o117", 118f, (byte) 19, 120, 121L, 122.5, "o123", 124f, (byte) 25,
                126, 127L, 128.5, "o129", 130f, (byte) 31, 132, 133L, 134.5, "o135", 136f, (byte) 37, 138, 139L, 140.5,
                "o141", 142f, (byte) 43, 144, 145L, 146.5, "o147", 148f, (byte) 49, 150, 151L, 152.5, "o153", 154f,
                (byte) 55, 156, 157L, 158.5, "o159", 160f, (byte) 61, 162, 163L, 164.5, "o165", 166f, (byte) 67, 168,
                169L, 170.5, "o171", 172f, (byte) 73, 174, 175L, 176.5, "o177", 178f, (byte) 79, 180, 181L, 182.5,
                "o183", 184f, (byte) 85, 186, 187L, 188.5, "o189")));
    }

    @Async
    private Coroutine<String> instance255(
            Probe p,
            int a0,
            long a1,
            double a2,
            Object a3,
            float a4,
            byte a5,
            int a6,
            long a7,
            double a8,
            Object a9,
            float a10,
            byte a11,
            int a12,
            long a13,
            double a14,
            Object a15,
            float a16,
            byte a17,
            int a18,
            long a19,
            double a20,
            Object a21,
            float a22,
            byte a23,
            int a24,
            long a25,
            double a26,
            Object a27,
            float a28,
            byte a29,
            int a30,
            long a31,
            double a32,
            Object a33,
            float a34,
            byte a35,
            int a36,
            long a37,
            double a38,
            Object a39,
            float a40,
            byte a41,
            int a42,
            long a43,
            double a44,
            Object a45,
            float a46,
            byte a47,
            int a48,
            long a49,
            double a50,
            Object a51,
            float a52,
            byte a53,
            int a54,
            long a55,
            double a56,
            Object a57,
            float a58,
            byte a59,
            int a60,
            long a61,
            double a62,
            Object a63,
            float a64,
            byte a65,
            int a66,
            long a67,
            double a68,
            Object a69,
            float a70,
            byte a71,
            int a72,
            long a73,
            double a74,
            Object a75,
            float a76,
            byte a77,
            int a78,
            long a79,
            double a80,
            Object a81,
            float a82,
            byte a83,
            int a84,
            long a85,
            double a86,
            Object a87,
            float a88,
            byte a89,
            int a90,
            long a91,
            double a92,
            Object a93,
            float a94,
            byte a95,
            int a96,
            long a97,
            double a98,
            Object a99,
            float a100,
            byte a101,
            int a102,
            long a103,
            double a104,
            Object a105,
            float a106,
            byte a107,
            int a108,
            long a109,
            double a110,
            Object a111,
            float a112,
            byte a113,
            int a114,
            long a115,
            double a116,
            Object a117,
            float a118,
            byte a119,
            int a120,
            long a121,
            double a122,
            Object a123,
            float a124,
            byte a125,
            int a126,
            long a127,
            double a128,
            Object a129,
            float a130,
            byte a131,
            int a132,
            long a133,
            double a134,
            Object a135,
            float a136,
            byte a137,
            int a138,
            long a139,
            double a140,
            Object a141,
            float a142,
            byte a143,
            int a144,
            long a145,
            double a146,
            Object a147,
            float a148,
            byte a149,
            int a150,
            long a151,
            double a152,
            Object a153,
            float a154,
            byte a155,
            int a156,
            long a157,
            double a158,
            Object a159,
            float a160,
            byte a161,
            int a162,
            long a163,
            double a164,
            Object a165,
            float a166,
            byte a167,
            int a168,
            long a169,
            double a170,
            Object a171,
            float a172,
            byte a173,
            int a174,
            long a175,
            double a176,
            Object a177,
            float a178,
            byte a179,
            int a180,
            long a181,
            double a182,
            Object a183,
            float a184,
            byte a185,
            int a186,
            long a187,
            double a188) {
        String x = await(p.step("a", "x"));
        a1 += await(p.step("b", 2L)) + hashCode();
        return result(x + a3 + "/" + a13 + "/" + a23 + "/" + a33 + "/" + a43 + "/" + a53 + "/" + a63 + "/" + a73 + "/"
                + a83 + "/" + a93 + "/" + a103 + "/" + a113 + "/" + a123 + "/" + a133 + "/" + a143 + "/" + a153 + "/"
                + a163 + "/" + a173 + "/" + a183);
    }

    @Override
    public int hashCode() {
        return 3;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Case(83)
    @Async
    Coroutine<String> instanceMethod(Probe p) {
        return result(await(instance255(
                        p, 0, 1L, 2.5, "o3", 4f, (byte) 5, 6, 7L, 8.5, "o9", 10f, (byte) 11, 12, 13L, 14.5, "o15", 16f,
                        (byte) 17, 18, 19L, 20.5, "o21", 22f, (byte) 23, 24, 25L, 26.5, "o27", 28f, (byte) 29, 30, 31L,
                        32.5, "o33", 34f, (byte) 35, 36, 37L, 38.5, "o39", 40f, (byte) 41, 42, 43L, 44.5, "o45", 46f,
                        (byte) 47, 48, 49L, 50.5, "o51", 52f, (byte) 53, 54, 55L, 56.5, "o57", 58f, (byte) 59, 60, 61L,
                        62.5, "o63", 64f, (byte) 65, 66, 67L, 68.5, "o69", 70f, (byte) 71, 72, 73L, 74.5, "o75", 76f,
                        (byte) 77, 78, 79L, 80.5, "o81", 82f, (byte) 83, 84, 85L, 86.5, "o87", 88f, (byte) 89, 90, 91L,
                        92.5, "o93", 94f, (byte) 95, 96, 97L, 98.5, "o99", 100f, (byte) 1, 102, 103L, 104.5, "o105",
                        106f, (byte) 7, 108, 109L, 110.5, "o111", 112f, (byte) 13, 114, 115L, 116.5, "o117", 118f,
                        (byte) 19, 120, 121L, 122.5, "o123", 124f, (byte) 25, 126, 127L, 128.5, "o129", 130f, (byte) 31,
                        132, 133L, 134.5, "o135", 136f, (byte) 37, 138, 139L, 140.5, "o141", 142f, (byte) 43, 144, 145L,
                        146.5, "o147", 148f, (byte) 49, 150, 151L, 152.5, "o153", 154f, (byte) 55, 156, 157L, 158.5,
                        "o159", 160f, (byte) 61, 162, 163L, 164.5, "o165", 166f, (byte) 67, 168, 169L, 170.5, "o171",
                        172f, (byte) 73, 174, 175L, 176.5, "o177", 178f, (byte) 79, 180, 181L, 182.5, "o183", 184f,
                        (byte) 85, 186, 187L, 188.5))
                + await(p.step("after", hashCode())));
    }

    @Case({83, 35})
    @Async
    static Coroutine<Integer> manyLocals(Probe p) {
        int sum = 0;
        long l0 = 0;
        long l1 = sum + 1;
        long l2 = sum + 2;
        String o3 = "o3";
        long l4 = sum + 4;
        long l5 = sum + 5;
        String o6 = "o6";
        long l7 = sum + 7;
        long l8 = sum + 8;
        String o9 = "o9";
        long l10 = sum + 10;
        long l11 = sum + 11;
        String o12 = "o12";
        long l13 = sum + 13;
        long l14 = sum + 14;
        String o15 = "o15";
        long l16 = sum + 16;
        long l17 = sum + 17;
        String o18 = "o18";
        long l19 = sum + 19;
        long l20 = sum + 20;
        String o21 = "o21";
        long l22 = sum + 22;
        long l23 = sum + 23;
        String o24 = "o24";
        long l25 = sum + 25;
        long l26 = sum + 26;
        String o27 = "o27";
        long l28 = sum + 28;
        long l29 = sum + 29;
        String o30 = "o30";
        long l31 = sum + 31;
        long l32 = sum + 32;
        String o33 = "o33";
        long l34 = sum + 34;
        long l35 = sum + 35;
        String o36 = "o36";
        long l37 = sum + 37;
        long l38 = sum + 38;
        String o39 = "o39";
        long l40 = sum + 40;
        long l41 = sum + 41;
        String o42 = "o42";
        long l43 = sum + 43;
        long l44 = sum + 44;
        String o45 = "o45";
        long l46 = sum + 46;
        long l47 = sum + 47;
        String o48 = "o48";
        long l49 = sum + 49;
        long l50 = sum + 50;
        String o51 = "o51";
        long l52 = sum + 52;
        long l53 = sum + 53;
        String o54 = "o54";
        long l55 = sum + 55;
        long l56 = sum + 56;
        String o57 = "o57";
        long l58 = sum + 58;
        long l59 = sum + 59;
        String o60 = "o60";
        long l61 = sum + 61;
        long l62 = sum + 62;
        String o63 = "o63";
        long l64 = sum + 64;
        long l65 = sum + 65;
        String o66 = "o66";
        long l67 = sum + 67;
        long l68 = sum + 68;
        String o69 = "o69";
        long l70 = sum + 70;
        long l71 = sum + 71;
        String o72 = "o72";
        long l73 = sum + 73;
        long l74 = sum + 74;
        String o75 = "o75";
        long l76 = sum + 76;
        long l77 = sum + 77;
        String o78 = "o78";
        long l79 = sum + 79;
        long l80 = sum + 80;
        String o81 = "o81";
        long l82 = sum + 82;
        long l83 = sum + 83;
        String o84 = "o84";
        long l85 = sum + 85;
        long l86 = sum + 86;
        String o87 = "o87";
        long l88 = sum + 88;
        long l89 = sum + 89;
        String o90 = "o90";
        long l91 = sum + 91;
        long l92 = sum + 92;
        String o93 = "o93";
        long l94 = sum + 94;
        long l95 = sum + 95;
        String o96 = "o96";
        long l97 = sum + 97;
        long l98 = sum + 98;
        String o99 = "o99";
        long l100 = sum + 100;
        long l101 = sum + 101;
        String o102 = "o102";
        long l103 = sum + 103;
        long l104 = sum + 104;
        String o105 = "o105";
        long l106 = sum + 106;
        long l107 = sum + 107;
        String o108 = "o108";
        long l109 = sum + 109;
        long l110 = sum + 110;
        String o111 = "o111";
        long l112 = sum + 112;
        long l113 = sum + 113;
        String o114 = "o114";
        long l115 = sum + 115;
        long l116 = sum + 116;
        String o117 = "o117";
        long l118 = sum + 118;
        long l119 = sum + 119;
        String o120 = "o120";
        long l121 = sum + 121;
        long l122 = sum + 122;
        String o123 = "o123";
        long l124 = sum + 124;
        long l125 = sum + 125;
        String o126 = "o126";
        long l127 = sum + 127;
        long l128 = sum + 128;
        String o129 = "o129";
        long l130 = sum + 130;
        long l131 = sum + 131;
        String o132 = "o132";
        long l133 = sum + 133;
        long l134 = sum + 134;
        String o135 = "o135";
        long l136 = sum + 136;
        long l137 = sum + 137;
        String o138 = "o138";
        long l139 = sum + 139;
        long l140 = sum + 140;
        String o141 = "o141";
        long l142 = sum + 142;
        long l143 = sum + 143;
        String o144 = "o144";
        long l145 = sum + 145;
        long l146 = sum + 146;
        String o147 = "o147";
        long l148 = sum + 148;
        long l149 = sum + 149;
        String o150 = "o150";
        long l151 = sum + 151;
        long l152 = sum + 152;
        String o153 = "o153";
        long l154 = sum + 154;
        long l155 = sum + 155;
        String o156 = "o156";
        long l157 = sum + 157;
        long l158 = sum + 158;
        String o159 = "o159";
        long l160 = sum + 160;
        long l161 = sum + 161;
        String o162 = "o162";
        long l163 = sum + 163;
        long l164 = sum + 164;
        String o165 = "o165";
        long l166 = sum + 166;
        long l167 = sum + 167;
        String o168 = "o168";
        long l169 = sum + 169;
        long l170 = sum + 170;
        String o171 = "o171";
        long l172 = sum + 172;
        long l173 = sum + 173;
        String o174 = "o174";
        long l175 = sum + 175;
        long l176 = sum + 176;
        String o177 = "o177";
        long l178 = sum + 178;
        long l179 = sum + 179;
        String o180 = "o180";
        long l181 = sum + 181;
        long l182 = sum + 182;
        String o183 = "o183";
        long l184 = sum + 184;
        long l185 = sum + 185;
        String o186 = "o186";
        long l187 = sum + 187;
        long l188 = sum + 188;
        String o189 = "o189";
        long l190 = sum + 190;
        long l191 = sum + 191;
        String o192 = "o192";
        long l193 = sum + 193;
        long l194 = sum + 194;
        String o195 = "o195";
        long l196 = sum + 196;
        long l197 = sum + 197;
        String o198 = "o198";
        long l199 = sum + 199;
        long l200 = sum + 200;
        String o201 = "o201";
        long l202 = sum + 202;
        long l203 = sum + 203;
        String o204 = "o204";
        long l205 = sum + 205;
        long l206 = sum + 206;
        String o207 = "o207";
        long l208 = sum + 208;
        long l209 = sum + 209;
        String o210 = "o210";
        long l211 = sum + 211;
        long l212 = sum + 212;
        String o213 = "o213";
        long l214 = sum + 214;
        long l215 = sum + 215;
        String o216 = "o216";
        long l217 = sum + 217;
        long l218 = sum + 218;
        String o219 = "o219";
        long l220 = sum + 220;
        long l221 = sum + 221;
        String o222 = "o222";
        long l223 = sum + 223;
        long l224 = sum + 224;
        String o225 = "o225";
        long l226 = sum + 226;
        long l227 = sum + 227;
        String o228 = "o228";
        long l229 = sum + 229;
        long l230 = sum + 230;
        String o231 = "o231";
        long l232 = sum + 232;
        long l233 = sum + 233;
        String o234 = "o234";
        long l235 = sum + 235;
        long l236 = sum + 236;
        String o237 = "o237";
        long l238 = sum + 238;
        long l239 = sum + 239;
        String o240 = "o240";
        long l241 = sum + 241;
        long l242 = sum + 242;
        String o243 = "o243";
        long l244 = sum + 244;
        long l245 = sum + 245;
        String o246 = "o246";
        long l247 = sum + 247;
        long l248 = sum + 248;
        String o249 = "o249";
        long l250 = sum + 250;
        long l251 = sum + 251;
        String o252 = "o252";
        long l253 = sum + 253;
        long l254 = sum + 254;
        String o255 = "o255";
        long l256 = sum + 256;
        long l257 = sum + 257;
        String o258 = "o258";
        long l259 = sum + 259;
        long l260 = sum + 260;
        String o261 = "o261";
        long l262 = sum + 262;
        long l263 = sum + 263;
        String o264 = "o264";
        long l265 = sum + 265;
        long l266 = sum + 266;
        String o267 = "o267";
        long l268 = sum + 268;
        long l269 = sum + 269;
        String o270 = "o270";
        long l271 = sum + 271;
        long l272 = sum + 272;
        String o273 = "o273";
        long l274 = sum + 274;
        long l275 = sum + 275;
        String o276 = "o276";
        long l277 = sum + 277;
        long l278 = sum + 278;
        String o279 = "o279";
        long l280 = sum + 280;
        long l281 = sum + 281;
        String o282 = "o282";
        long l283 = sum + 283;
        long l284 = sum + 284;
        String o285 = "o285";
        long l286 = sum + 286;
        long l287 = sum + 287;
        String o288 = "o288";
        long l289 = sum + 289;
        long l290 = sum + 290;
        String o291 = "o291";
        long l292 = sum + 292;
        long l293 = sum + 293;
        String o294 = "o294";
        long l295 = sum + 295;
        long l296 = sum + 296;
        String o297 = "o297";
        long l298 = sum + 298;
        String o299 = "x";
        sum += await(p.step("c", 1));
        return result(sum
                + (int) l1
                + (int) l8
                + (int) l22
                + (int) l29
                + (int) l43
                + (int) l50
                + (int) l64
                + (int) l71
                + (int) l85
                + (int) l92
                + (int) l106
                + (int) l113
                + (int) l127
                + (int) l134
                + (int) l148
                + (int) l155
                + (int) l169
                + (int) l176
                + (int) l190
                + (int) l197
                + (int) l211
                + (int) l218
                + (int) l232
                + (int) l239
                + (int) l253
                + (int) l260
                + (int) l274
                + (int) l281
                + await(p.step("b", 2))
                + (int) l0
                + o299.length());
    }
}
