/**
 * Tells what happens: to Java Flight Recorder where the runtime has it, and to a listener. The only home of jdk.jfr.
 *
 * <p>The events are {@code dev.trustverifier.Verify} (by default only what takes a millisecond or longer), {@code
 * dev.trustverifier.Refresh}, {@code dev.trustverifier.Fetch}, and {@code dev.trustverifier.Cache} (by default off).
 *
 * <p><b>Why it is so.</b> Not every runtime has the module jdk.jfr, so nothing but {@code JfrRecorder} names it, and
 * that is loaded only where it is there. On the module path it is there if a recording is started with the JVM, or with
 * {@code --add-modules jdk.jfr}. A listener runs in a thread of its own: it can neither throw into a verification, nor
 * hold it up, nor interrupt it.
 */
package dev.trustverifier.tuf.watch;
