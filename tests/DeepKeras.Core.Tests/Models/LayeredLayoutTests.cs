using DeepKeras.Models;

namespace DeepKeras.Tests;

internal sealed class LayeredLayoutTests
{
    [Test]
    public void Boxes_of_any_graph_lie_apart([Range(1, 60)] int seed)
    {
        (List<(double Across, double Along)> sizes, List<(int From, int To)> edges) = Random(seed);
        var layout = LayeredLayout.Of(sizes, edges);
        for (int i = 0; i < sizes.Count; i++)
        {
            for (int k = 0; k < i; k++)
            {
                (double x, double y) = layout.Corner(i);
                (double otherX, double otherY) = layout.Corner(k);
                bool apart = x + sizes[i].Across <= otherX || otherX + sizes[k].Across <= x || y + sizes[i].Along <= otherY || otherY + sizes[k].Along <= y;
                Assert.That(apart, $"boxes {i} and {k}");
            }
        }
    }

    [Test]
    public void Edges_of_any_graph_run_forwards_and_through_no_box([Range(1, 60)] int seed)
    {
        (List<(double Across, double Along)> sizes, List<(int From, int To)> edges) = Random(seed);
        var layout = LayeredLayout.Of(sizes, edges);
        for (int edge = 0; edge < edges.Count; edge++)
        {
            (double X, double Y)[] points = [.. Points(layout.Route(edge))];
            Assert.That(points.Zip(points.Skip(1)).All(pair => pair.Second.Y >= pair.First.Y - 1e-9), $"edge {edge} runs backwards");
            for (int box = 0; box < sizes.Count; box++)
            {
                if (box == edges[edge].From || box == edges[edge].To)
                {
                    continue;
                }

                (double x, double y) = layout.Corner(box);
                Assert.That(points.Any(point => point.X > x && point.X < x + sizes[box].Across && point.Y > y && point.Y < y + sizes[box].Along), Is.False, $"edge {edge} runs through box {box}");
            }
        }
    }

    [Test]
    public void An_edge_begins_at_its_box_and_ends_at_the_other()
    {
        var layout = LayeredLayout.Of([(40, 20), (60, 30)], [(0, 1)]);
        IReadOnlyList<(double Across, double From, double To)> route = layout.Route(0);
        Assert.Multiple(() =>
        {
            Assert.That((route[0].Across, route[0].From), Is.EqualTo((30, 20)));
            Assert.That((route[^1].Across, route[^1].To), Is.EqualTo((30, layout.Corner(1).Along)));
        });
    }

    [Test]
    public void A_chain_is_one_straight_line()
    {
        var layout = LayeredLayout.Of([(40, 20), (90, 20), (60, 20)], [(0, 1), (1, 2)]);
        Assert.That(new[] { 0, 1 }.SelectMany(edge => layout.Route(edge)).Select(part => part.Across), Is.All.EqualTo(45).Within(0.5));
    }

    [Test]
    public void Two_branches_that_could_cross_do_not()
    {
        // 0 → 3 and 1 → 2 in the order that makes them cross at first.
        var layout = LayeredLayout.Of([(20, 20), (20, 20), (20, 20), (20, 20)], [(0, 3), (1, 2)]);
        Assert.That(layout.Corner(0).Across < layout.Corner(1).Across, Is.EqualTo(layout.Corner(3).Across < layout.Corner(2).Across));
    }

    /// <summary>Points along a way as it is drawn: straight pieces, and Bézier curves between them.</summary>
    private static IEnumerable<(double X, double Y)> Points(IReadOnlyList<(double Across, double From, double To)> route)
    {
        for (int i = 0; i < route.Count; i++)
        {
            (double across, double from, double to) = route[i];
            if (i > 0)
            {
                (double before, _, double end) = route[i - 1];
                for (double t = 0; t <= 1; t += 0.02)
                {
                    double s = 1 - t, middle = (end + from) / 2;
                    yield return (
                        (s * s * s * before) + (3 * s * s * t * before) + (3 * s * t * t * across) + (t * t * t * across),
                        (s * s * s * end) + (3 * s * s * t * middle) + (3 * s * t * t * middle) + (t * t * t * from));
                }
            }

            yield return (across, from);
            yield return (across, (from + to) / 2);
            yield return (across, to);
        }
    }

    private static (List<(double Across, double Along)> Sizes, List<(int From, int To)> Edges) Random(int seed)
    {
        var random = new Random(seed);
        List<(double, double)> sizes = [.. Enumerable.Range(0, random.Next(2, 26)).Select(_ => (random.Next(30, 200) * 1.0, random.Next(20, 60) * 1.0))];
        var edges = new List<(int, int)>();
        for (int to = 1; to < sizes.Count; to++)
        {
            foreach (int from in Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(0, to)).Distinct())
            {
                edges.Add((from, to));
            }
        }

        return (sizes, edges);
    }
}
