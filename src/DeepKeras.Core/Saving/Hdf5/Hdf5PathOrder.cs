namespace DeepKeras.Saving.Hdf5;

/// <summary>Orders paths part by part, each as <see cref="Hdf5NameOrder"/> does.</summary>
internal sealed class Hdf5PathOrder : IComparer<string>
{
    public static readonly Hdf5PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        string[] a = (x ?? "").Split('/'), b = (y ?? "").Split('/');
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            int order = Hdf5NameOrder.Instance.Compare(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length - b.Length;
    }
}
