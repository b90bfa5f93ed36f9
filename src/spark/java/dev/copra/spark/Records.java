package dev.copra.spark;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.coco.Section;
import dev.copra.io.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.Tuple2;

/**
 * Records by key, wherever they come from.
 *
 * @param count how many annotations or results there are
 */
record Records(JavaPairRDD<RecordKey, byte[]> rdd, long count) {
    private static final byte[] NO_CATEGORIES = "[]".getBytes(StandardCharsets.US_ASCII);

    /** How a file of annotations is written. */
    enum Format {
        /** A COCO document, or a results file. */
        COCO,
        LINES,
        PARQUET;

        /** By the ending of a name. */
        static Format of(String name) {
            String file = Store.trimmed(name);
            String plain = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
            if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
                return LINES;
            }
            return plain.endsWith(".parquet") ? PARQUET : COCO;
        }
    }

    /** What the tasks do not get as records. @param categories the list as JSON text */
    record Read(Records records, byte[] categories) {}

    /**
     * Reads a document by way of a file of the work folder.
     *
     * @param wanted the lists that are taken
     */
    static Read document(
            JavaSparkContext spark,
            Input document,
            Set<Section> wanted,
            RecordKey.Kind kind,
            Path staged,
            ProblemSink problems)
            throws IOException {
        Configuration configuration = spark.hadoopConfiguration();
        Staging.Staged done = Staging.write(document, wanted, kind, staged, configuration, problems);
        JavaPairRDD<RecordKey, byte[]> rdd = Store.sequence(spark, staged, Text.class, BytesWritable.class, 1)
                .mapToPair((PairFunction<Tuple2<Text, BytesWritable>, RecordKey, byte[]>)
                        entry -> new Tuple2<>(Staging.key(entry._1(), entry._2()), Staging.json(entry._2())));
        return new Read(new Records(rdd, done.count()), done.categories());
    }

    /** Reads annotations or results that lie one a line, or as rows of Parquet, by many tasks. Files of a folder follow by name. */
    static Read rows(SparkSession session, String name, Format format, RecordKey.Kind kind) {
        return format == Format.PARQUET ? parquet(session, name, kind) : lines(session, name, kind);
    }

    private static Read lines(SparkSession session, String name, RecordKey.Kind kind) {
        JavaRDD<String> lines = Store.lines(new JavaSparkContext(session.sparkContext()), new Path(name))
                .filter(line -> !line.isBlank());
        JavaPairRDD<RecordKey, byte[]> rdd = lines.zipWithIndex()
                .mapToPair(
                        (PairFunction<Tuple2<String, Long>, RecordKey, byte[]>) row -> keyed(row._1(), row._2(), kind));
        return new Read(new Records(rdd, lines.count()), NO_CATEGORIES);
    }

    /** Spark reads large files first, so that a row's position is reckoned from its file and its place there. */
    private static Read parquet(SparkSession session, String name, RecordKey.Kind kind) {
        Dataset<Row> rows = session.read().parquet(Store.literal(name));
        Column file = functions.col("_metadata.file_path");
        TreeMap<String, Long> sizes = new TreeMap<>();
        for (Row size : rows.groupBy(file).count().collectAsList()) {
            sizes.put(size.getString(0), size.getLong(1));
        }
        HashMap<String, Long> starts = new HashMap<>();
        long count = 0;
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            starts.put(size.getKey(), count);
            count += size.getValue();
        }
        JavaPairRDD<RecordKey, byte[]> rdd = rows.select(
                        functions.to_json(functions.struct(functions.col("*"))),
                        file,
                        functions.col("_metadata.row_index"))
                .javaRDD()
                .mapToPair((PairFunction<Row, RecordKey, byte[]>)
                        row -> keyed(row.getString(0), starts.get(row.getString(1)) + row.getLong(2), kind));
        return new Read(new Records(rdd, count), NO_CATEGORIES);
    }

    private static Tuple2<RecordKey, byte[]> keyed(String line, long position, RecordKey.Kind kind) {
        byte[] json = line.strip().getBytes(StandardCharsets.UTF_8);
        try {
            CocoRecord record = json[0] == '{' ? CocoRecord.parse(json, Section.ANNOTATIONS, position, 1, 1) : null;
            if (record != null && record.length() == json.length) {
                return new Tuple2<>(new RecordKey(Staging.image(record, "image_id"), kind, position), json);
            }
        } catch (IOException e) {
            // is told by who finds it among the broken ones
        }
        return new Tuple2<>(new RecordKey("", RecordKey.Kind.BROKEN, position), json);
    }

    /** These and others, such as the annotations and the list of the images. */
    Records with(Records other) {
        return new Records(rdd.union(other.rdd), count + other.count);
    }

    /**
     * The records of each image in one task, sorted.
     *
     * @param tasks how many tasks there are, but for those of images with very many records
     */
    JavaPairRDD<RecordKey, byte[]> byImage(int tasks) {
        long large = Math.max(200, count / tasks / 2);
        List<String> images = rdd.keys()
                .filter(key -> !key.image().isEmpty())
                .mapToPair(key -> new Tuple2<>(key.image(), 1L))
                .reduceByKey(Long::sum)
                .filter(image -> image._2() > large)
                .keys()
                .collect();
        return rdd.repartitionAndSortWithinPartitions(new ImagePartitioner(tasks, images));
    }
}
