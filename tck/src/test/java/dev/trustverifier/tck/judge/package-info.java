/**
 * The judge is judged: {@link dev.trustverifier.tck.judge.JudgeTest}.
 *
 * <p><b>Why it is so.</b> A test that nobody has seen fail proves little. So there is a second verifier here, small and
 * plain, which shares no line with the one in the box and no library but the JDK: {@code PlainVerifier}. The contract
 * must acquit it. Each of its checks has a switch named by the rule of the book, and with any one of them off the
 * contract must convict it by that rule. Where a rule has nothing behind it to go on with, whoever ignores it admits
 * the image. What no rule covers stands in {@code WrongVerifier}.
 *
 * <p>That two verifiers written apart agree on every case also says that the catalogue states what the dialect is, and
 * not what one implementation does.
 */
package dev.trustverifier.tck.judge;
