/**
 * How long a verdict takes. {@link dev.trustverifier.examples.benchmarks.VerifyBenchmark} measures one thread, from
 * bytes in memory to the verdict:
 *
 * <pre>
 * mvn -pl examples/benchmarks -am package
 * taskset -c 0 java -jar examples/benchmarks/target/benchmarks.jar            # the table
 * taskset -c 0 java -jar examples/benchmarks/target/benchmarks.jar -prof gc   # and what is allocated
 * taskset -c 0 java -jar examples/benchmarks/target/benchmarks.jar cold -p tags=20000 -bm sample   # percentiles
 * </pre>
 *
 * <p>{@link dev.trustverifier.examples.benchmarks.CompareWithReference} times whole processes: Notary's own client and
 * our command line, one after the other, on one collection.
 *
 * <p>{@link dev.trustverifier.examples.benchmarks.ManyCollections} asks with 64 threads for more collections than the
 * cache holds:
 *
 * <pre>
 * java -cp examples/benchmarks/target/benchmarks.jar dev.trustverifier.examples.benchmarks.ManyCollections 10000 1000
 * </pre>
 *
 * <p><b>Why it is so.</b> Collections are made at set-up, with keys thrown away afterwards, by code that shares only
 * the API's values with what is measured; a test has both our verifier and Notary's client accept them. The parameter
 * is the number of tags; all are in targets, and there is no delegation, each of which would cost one more signature.
 * {@code taskset} keeps the collector and the compiler on the measured core, so their work counts too.
 */
package dev.trustverifier.examples.benchmarks;
