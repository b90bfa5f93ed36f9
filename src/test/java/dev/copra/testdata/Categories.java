package dev.copra.testdata;

import java.util.List;

/** The categories of the scenes: COCO's own ids and names as far as COCO has them, ids from 101 on otherwise. */
final class Categories {
    /** @param supercategory COCO's */
    record Category(long id, String name, String supercategory) {}

    static final List<Category> ALL = List.of(
            new Category(1, "person", "person"),
            new Category(2, "bicycle", "vehicle"),
            new Category(3, "car", "vehicle"),
            new Category(9, "boat", "vehicle"),
            new Category(16, "bird", "animal"),
            new Category(17, "cat", "animal"),
            new Category(28, "umbrella", "accessory"),
            new Category(37, "sports ball", "sports"),
            new Category(38, "kite", "sports"),
            new Category(47, "cup", "kitchen"),
            new Category(48, "fork", "kitchen"),
            new Category(49, "knife", "kitchen"),
            new Category(50, "spoon", "kitchen"),
            new Category(52, "banana", "food"),
            new Category(53, "apple", "food"),
            new Category(55, "orange", "food"),
            new Category(60, "donut", "food"),
            new Category(64, "potted plant", "furniture"),
            new Category(87, "scissors", "indoor"),
            new Category(101, "leaf", "plant"),
            new Category(102, "rope", "thing"),
            new Category(103, "window", "building"),
            new Category(104, "fish", "animal"),
            new Category(105, "lily pad", "plant"),
            new Category(106, "balloon", "vehicle"),
            new Category(107, "mushroom", "plant"),
            new Category(108, "butterfly", "animal"),
            new Category(109, "lifebuoy", "thing"),
            new Category(110, "cell", "microscopy"),
            new Category(111, "wrench", "tool"));

    private Categories() {}

    /** @throws IllegalArgumentException if the scenes know no such category */
    static long id(String name) {
        return ALL.stream()
                .filter(category -> category.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no category " + name))
                .id();
    }
}
