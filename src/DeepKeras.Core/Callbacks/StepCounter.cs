namespace DeepKeras.Callbacks;

/// <summary>
/// Counts steps for what happens every so many of them, on from epoch to epoch. With several steps an execution only the last one's number
/// is told, so it may be late, as in Keras.
/// </summary>
internal sealed class StepCounter(int frequency)
{
    private int seen;
    private int last = -1;

    /// <summary>Whether it is time, after a step of the epoch.</summary>
    /// <param name="batch">Its number in the epoch, from 0.</param>
    public bool IsDue(int batch)
    {
        seen += batch > last ? batch - last : batch + 1;
        last = batch;
        if (seen < frequency)
        {
            return false;
        }

        seen = 0;
        return true;
    }

    /// <summary>The epoch is over: numbers begin anew.</summary>
    public void EndEpoch() => last = -1;
}
