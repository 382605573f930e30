namespace DeepKeras.Models;

/// <summary>
/// Places the boxes of a directed graph without cycles in ranks, so that each edge runs forwards and passes between boxes, never through one
/// (Sugiyama, Tagawa, Toda, 1981): ranks by longest paths, stand-ins where an edge passes a rank, orders by barycentres, places by least
/// squares. "Along" is the way the edges run, "across" the other.
/// </summary>
internal sealed class LayeredLayout
{
    private const double Gap = 34, Margin = 22, Lane = 12;
    private const int Sweeps = 24;
    private readonly List<Item> items = [];
    private readonly List<Item[]> chains = [];
    private readonly List<List<Item>> ranks = [];

    private LayeredLayout(IReadOnlyList<(double Across, double Along)> sizes, IReadOnlyList<(int From, int To)> edges)
    {
        items.AddRange(sizes.Select(size => new Item(size.Across, size.Along, isBox: true)));
        int[] rank = Ranks(sizes.Count, edges);
        for (int i = 0; i < sizes.Count; i++)
        {
            Put(items[i], rank[i]);
        }

        foreach ((int from, int to) in edges)
        {
            var chain = new List<Item> { items[from] };
            for (int between = rank[from] + 1; between < rank[to]; between++)
            {
                var standIn = new Item(Lane, 0, isBox: false);
                items.Add(standIn);
                Put(standIn, between);
                chain.Add(standIn);
            }

            chain.Add(items[to]);
            chains.Add([.. chain]);
            for (int i = 1; i < chain.Count; i++)
            {
                chain[i - 1].After.Add(chain[i]);
                chain[i].Before.Add(chain[i - 1]);
            }
        }

        Order();
        PlaceAcross();
        PlaceAlong();
    }

    /// <summary>The extent of all boxes.</summary>
    public double Across { get; private set; }

    /// <summary>The extent of all boxes.</summary>
    public double Along { get; private set; }

    /// <summary>Lays out a graph.</summary>
    /// <param name="sizes">The boxes.</param>
    /// <param name="edges">Places in <paramref name="sizes"/>; without cycles.</param>
    public static LayeredLayout Of(IReadOnlyList<(double Across, double Along)> sizes, IReadOnlyList<(int From, int To)> edges) => new(sizes, edges);

    /// <summary>The place of a box: its least corner.</summary>
    public (double Across, double Along) Corner(int box) => (items[box].Centre - (items[box].Across / 2), items[box].Start);

    /// <summary>
    /// The way of an edge: straight pieces along, each at its own place across; between them it changes over, where no box is.
    /// </summary>
    public IReadOnlyList<(double Across, double From, double To)> Route(int edge)
    {
        Item[] chain = chains[edge];
        return
        [
            .. chain.Select((item, i) => (
                item.Centre,
                i == 0 ? item.Start + item.Along : item.BandStart,
                i == chain.Length - 1 ? item.Start : item.BandEnd)),
        ];
    }

    private static int[] Ranks(int count, IReadOnlyList<(int From, int To)> edges)
    {
        int[] rank = new int[count];
        int[] open = new int[count];
        ILookup<int, int> after = edges.ToLookup(edge => edge.From, edge => edge.To);
        foreach ((_, int to) in edges)
        {
            open[to]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, count).Where(i => open[i] == 0));
        while (ready.TryDequeue(out int next))
        {
            foreach (int to in after[next])
            {
                rank[to] = Math.Max(rank[to], rank[next] + 1);
                if (--open[to] == 0)
                {
                    ready.Enqueue(to);
                }
            }
        }

        // What nothing leads to stands just before what needs it.
        var reached = edges.Select(edge => edge.To).ToHashSet();
        for (int i = 0; i < count; i++)
        {
            if (!reached.Contains(i) && after[i].Any())
            {
                rank[i] = after[i].Min(to => rank[to]) - 1;
            }
        }

        int first = count == 0 ? 0 : rank.Min();
        return [.. rank.Select(r => r - first)];
    }

    private void Put(Item item, int rank)
    {
        while (ranks.Count <= rank)
        {
            ranks.Add([]);
        }

        item.Rank = rank;
        ranks[rank].Add(item);
    }

    /// <summary>Sweeps down and up, each item by the mean of its neighbours' places; the best order that was seen stays.</summary>
    private void Order()
    {
        Number();
        Item[][] best = [.. ranks.Select(rank => rank.ToArray())];
        int least = Crossings();
        for (int sweep = 0; sweep < Sweeps && least > 0; sweep++)
        {
            bool down = sweep % 2 == 0;
            foreach (List<Item> rank in down ? ranks.Skip(1) : ranks.AsEnumerable().Reverse().Skip(1))
            {
                Item[] sorted = [.. rank.OrderBy(item => Mean(down ? item.Before : item.After, other => other.Place) ?? item.Place)];
                rank.Clear();
                rank.AddRange(sorted);
                Number();
            }

            int crossings = Crossings();
            if (crossings < least)
            {
                least = crossings;
                best = [.. ranks.Select(rank => rank.ToArray())];
            }
        }

        for (int i = 0; i < ranks.Count; i++)
        {
            ranks[i].Clear();
            ranks[i].AddRange(best[i]);
        }

        Number();
    }

    private void Number()
    {
        foreach (List<Item> rank in ranks)
        {
            for (int i = 0; i < rank.Count; i++)
            {
                rank[i].Place = i;
            }
        }
    }

    private int Crossings()
    {
        int crossings = 0;
        foreach (List<Item> rank in ranks)
        {
            (int From, int To)[] edges = [.. rank.SelectMany(item => item.After.Select(to => (item.Place, to.Place)))];
            for (int i = 0; i < edges.Length; i++)
            {
                for (int k = 0; k < i; k++)
                {
                    crossings += (edges[i].From - edges[k].From) * (edges[i].To - edges[k].To) < 0 ? 1 : 0;
                }
            }
        }

        return crossings;
    }

    private void PlaceAcross()
    {
        foreach (List<Item> rank in ranks)
        {
            Settle(rank, item => 0);
        }

        for (int sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            IEnumerable<List<Item>> order = sweep % 2 == 0 ? ranks : ranks.AsEnumerable().Reverse();
            foreach (List<Item> rank in order)
            {
                Settle(rank, item => Wanted(item) ?? item.Centre);
            }
        }

        Straighten();
        double least = items.Count == 0 ? 0 : items.Min(item => item.Centre - (item.Across / 2));
        foreach (Item item in items)
        {
            item.Centre -= least;
        }

        Across = items.Count == 0 ? 0 : items.Max(item => item.Centre + (item.Across / 2));
    }

    /// <summary>Brings what runs without a branch, boxes and long edges, into one line each where there is room.</summary>
    private void Straighten()
    {
        Item[][] runs = [.. items.Where(item => Former(item) is null).Select(first => Run(first).ToArray()).Where(run => run.Length > 1)];
        for (int pass = 0; pass < 4; pass++)
        {
            foreach (Item[] run in runs)
            {
                double low = run.Max(item => item.Place == 0 ? double.NegativeInfinity : Beside(item, -1).Centre + Distance(Beside(item, -1), item));
                double high = run.Min(item => item.Place == ranks[item.Rank].Count - 1 ? double.PositiveInfinity : Beside(item, 1).Centre - Distance(item, Beside(item, 1)));
                if (low <= high)
                {
                    double line = Math.Clamp(run.Average(item => item.Centre), low, high);
                    foreach (Item item in run)
                    {
                        item.Centre = line;
                    }
                }
            }
        }

        Item Beside(Item item, int step) => ranks[item.Rank][item.Place + step];

        static Item? Former(Item item) => item.Before is [{ After.Count: 1 } before] ? before : null;

        static IEnumerable<Item> Run(Item first)
        {
            for (Item? item = first; item is not null; item = item.After is [{ Before.Count: 1 } after] ? after : null)
            {
                yield return item;
            }
        }
    }

    /// <summary>How far the centres of neighbours in a rank are apart at least.</summary>
    private static double Distance(Item left, Item right) => ((left.Across + right.Across) / 2) + (left.IsBox || right.IsBox ? Margin : 0);

    /// <summary>In line with the neighbours; an edge's stand-ins pull at each other harder, so that long edges are straight.</summary>
    private static double? Wanted(Item item)
    {
        double sum = 0, weight = 0;
        foreach (Item other in item.Before.Concat(item.After))
        {
            double pull = item.IsBox ? (other.IsBox ? 2 : 1) : other.IsBox ? 1 : 8;
            sum += pull * other.Centre;
            weight += pull;
        }

        return weight > 0 ? sum / weight : null;
    }

    /// <summary>The places nearest to those wanted that keep the order and the distances: isotonic regression by pooling neighbours that collide.</summary>
    private static void Settle(List<Item> rank, Func<Item, double> wanted)
    {
        double[] offset = new double[rank.Count];
        for (int i = 1; i < rank.Count; i++)
        {
            offset[i] = offset[i - 1] + Distance(rank[i - 1], rank[i]);
        }

        var blocks = new List<(double Sum, double Weight, int Count)>();
        for (int i = 0; i < rank.Count; i++)
        {
            double weight = rank[i].IsBox ? 1 : 2;
            blocks.Add((weight * (wanted(rank[i]) - offset[i]), weight, 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Weight > blocks[^1].Sum / blocks[^1].Weight)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Weight + blocks[^1].Weight, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        int at = 0;
        foreach ((double sum, double weight, int count) in blocks)
        {
            for (int k = 0; k < count; k++, at++)
            {
                rank[at].Centre = (sum / weight) + offset[at];
            }
        }
    }

    /// <summary>Ranks are apart by a gap, a wider one where edges go far across.</summary>
    private void PlaceAlong()
    {
        double at = 0;
        for (int i = 0; i < ranks.Count; i++)
        {
            double thickness = ranks[i].Max(item => item.Along);
            foreach (Item item in ranks[i])
            {
                (item.BandStart, item.BandEnd) = (at, at + thickness);
                item.Start = at + ((thickness - item.Along) / 2);
            }

            double far = ranks[i].SelectMany(item => item.After.Select(to => Math.Abs(to.Centre - item.Centre))).DefaultIfEmpty().Max();
            Along = at + thickness;
            at += thickness + Gap + Math.Min(60, far / 10);
        }
    }

    private static double? Mean(List<Item> others, Func<Item, double> number) => others.Count == 0 ? null : others.Average(number);

    private sealed class Item(double across, double along, bool isBox)
    {
        public double Across => across;

        public double Along => along;

        public bool IsBox => isBox;

        public List<Item> Before { get; } = [];

        public List<Item> After { get; } = [];

        public int Rank { get; set; }

        public int Place { get; set; }

        public double Centre { get; set; }

        public double Start { get; set; }

        public double BandStart { get; set; }

        public double BandEnd { get; set; }
    }
}
