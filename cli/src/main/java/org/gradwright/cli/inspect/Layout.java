// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places boxes in boxes, in layers from top to bottom, and the lines between them, by the Eclipse Layout Kernel. */
final class Layout {
    /** Above the boxes in a group stands its name. */
    private static final ElkPadding INSIDE = new ElkPadding(22, 10, 10, 10);

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<Object, ElkNode> boxes = new LinkedHashMap<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    /** A corner and a size, in pixels. */
    record Box(double x, double y, double width, double height) {}

    /** A point of a line. */
    record Point(double x, double y) {}

    /** A group that boxes can be put into. */
    void group(Object key) {
        ElkNode group = ElkGraphUtil.createNode(root);
        group.setProperty(CoreOptions.PADDING, INSIDE);
        boxes.put(key, group);
    }

    /** A box. @param group of which it is part; null for none */
    void box(Object key, Object group, double width, double height) {
        ElkNode box = ElkGraphUtil.createNode(group == null ? root : boxes.get(group));
        box.setDimensions(width, height);
        boxes.put(key, box);
    }

    /** A line from one box to another. */
    void line(Object from, Object to) {
        edges.add(ElkGraphUtil.createSimpleEdge(boxes.get(from), boxes.get(to)));
    }

    /** Finds a place for everything. */
    void run() {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 12.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 16.0);
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    }

    double width() {
        return root.getWidth();
    }

    double height() {
        return root.getHeight();
    }

    Box box(Object key) {
        ElkNode box = boxes.get(key);
        Point origin = origin(box.getParent());
        return new Box(origin.x() + box.getX(), origin.y() + box.getY(), box.getWidth(), box.getHeight());
    }

    private Point origin(ElkNode container) {
        double x = 0;
        double y = 0;
        for (ElkNode at = container; at != null && at != root; at = at.getParent()) {
            x += at.getX();
            y += at.getY();
        }
        return new Point(x, y);
    }

    /** The points of each line, in the order in which lines were added. */
    List<List<Point>> lines() {
        return edges.stream().map(this::points).toList();
    }

    private List<Point> points(ElkEdge edge) {
        var points = new ArrayList<Point>();
        Point origin = origin(edge.getContainingNode());
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(origin.x() + section.getStartX(), origin.y() + section.getStartY()));
            section.getBendPoints().forEach(p -> points.add(new Point(origin.x() + p.getX(), origin.y() + p.getY())));
            points.add(new Point(origin.x() + section.getEndX(), origin.y() + section.getEndY()));
        }
        return points;
    }
}
