package dev.copra.spark;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Annotations with masks, by position in the whole document, as files that Spark has committed: each task's once, whether it was tried
 * once, several times, or by two machines at a time.
 */
final class Masked {
    private final JavaPairRDD<Long, byte[]> stored;
    private final int parts;

    private Masked(JavaPairRDD<Long, byte[]> stored, int parts) {
        this.stored = stored;
        this.parts = parts;
    }

    /** Makes them, and stores them in a folder that is created. @param parts that they are put in order by */
    static Masked store(JavaPairRDD<Long, byte[]> made, Path folder, JavaSparkContext spark, int parts) {
        Configuration configuration = spark.hadoopConfiguration();
        made.mapToPair((PairFunction<Tuple2<Long, byte[]>, LongWritable, BytesWritable>)
                        each -> new Tuple2<>(new LongWritable(each._1()), new BytesWritable(each._2())))
                .saveAsNewAPIHadoopFile(
                        folder.toString(),
                        LongWritable.class,
                        BytesWritable.class,
                        SequenceFileOutputFormat.class,
                        configuration);
        JavaPairRDD<Long, byte[]> stored = Store.sequence(spark, folder, LongWritable.class, BytesWritable.class, 1)
                .mapToPair((PairFunction<Tuple2<LongWritable, BytesWritable>, Long, byte[]>)
                        each -> new Tuple2<>(each._1().get(), each._2().copyBytes()));
        return new Masked(stored, parts);
    }

    /** What the tasks have done, together. */
    MaskPart tally() {
        return stored.filter(each -> each._1() == MaskFunction.TALLY)
                .values()
                .map(MaskPart::of)
                .fold(new MaskPart(), MaskPart::add);
    }

    private JavaPairRDD<Long, byte[]> sorted() {
        return stored.filter(each -> each._1() != MaskFunction.TALLY).sortByKey(true, parts);
    }

    /** The annotations in the order of the document, for the driver, which holds those of one task at a time. */
    Iterator<Tuple2<Long, byte[]>> inOrder() {
        return sorted().toLocalIterator();
    }

    /** Writes them as JSON lines, in the order of the document, into a new folder of several files. */
    void writeLines(String folder, Configuration configuration) {
        // by the newer of Hadoop's interfaces, because the older one takes no committer that a store brings
        sorted().mapToPair((PairFunction<Tuple2<Long, byte[]>, NullWritable, Text>)
                        each -> new Tuple2<>(NullWritable.get(), new Text(line(each._2()))))
                .saveAsNewAPIHadoopFile(folder, NullWritable.class, Text.class, TextOutputFormat.class, configuration);
    }

    /** Writes them as Parquet, likewise. What is not of one type in all of them becomes JSON text. */
    void writeParquet(String folder, SparkSession session) {
        session.read()
                .json(session.createDataset(sorted().values().map(Masked::line).rdd(), Encoders.STRING()))
                .write()
                .parquet(folder);
    }

    /** A record in one line: JSON has no line breaks within strings. */
    private static String line(byte[] record) {
        byte[] line = record.clone();
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        return new String(line, StandardCharsets.UTF_8);
    }
}
