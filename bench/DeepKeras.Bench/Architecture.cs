namespace DeepKeras.Bench;

/// <summary>The models the works are made of.</summary>
internal enum Architecture
{
    /// <summary>784 → Dense 128 relu → Dense 10.</summary>
    Mlp,

    /// <summary>784 → Dense 1024 relu, twice → Dense 10.</summary>
    MlpWide,

    /// <summary>28×28×1 → Conv 32, pool, Conv 64, pool, Flatten, Dropout 0.5, Dense 10.</summary>
    Cnn,

    /// <summary>20 → Dense 64 relu → Dense 32 relu → Dense 1 sigmoid.</summary>
    Tabular,

    /// <summary>784 → Dense 4096 relu, twice → Dense 10.</summary>
    Large,

    /// <summary>80 tokens → Embedding 10000 × 64 → LSTM 64 → Dense 1 sigmoid.</summary>
    Lstm,

    /// <summary>80 tokens → Embedding 10000 × 64 → GRU 64 → Dense 1 sigmoid.</summary>
    Gru,

    /// <summary>ResNet-20 on 32×32×3: Conv 16, then stages of 16, 32 and 64 filters with three blocks each (He et al., 2015, section 4.2).</summary>
    ResNet,

    /// <summary>100 tokens → token and position Embedding 64 → attention of 4 heads and a wide Dense, each added and normalized → mean → Dense 2.</summary>
    Transformer,
}

/// <summary>What a model reads and how it is trained.</summary>
internal static class ArchitectureFacts
{
    extension(Architecture model)
    {
        /// <summary>The shape of a row; images with their channels last.</summary>
        public int[] Input => model switch
        {
            Architecture.Cnn => [28, 28, 1],
            Architecture.ResNet => [32, 32, 3],
            Architecture.Tabular => [20],
            Architecture.Lstm or Architecture.Gru => [80],
            Architecture.Transformer => [100],
            _ => [784],
        };

        /// <summary>Numbers a row.</summary>
        public int Width => model.Input.Aggregate(1, (a, b) => a * b);

        /// <summary>Whether it reads tokens, whole numbers below 10,000.</summary>
        public bool ReadsTokens => model is Architecture.Lstm or Architecture.Gru or Architecture.Transformer;

        /// <summary>Whether its one output is the probability of class 1; else a logit a class.</summary>
        public bool IsBinary => model is Architecture.Tabular or Architecture.Lstm or Architecture.Gru;

        /// <summary>Whether it is trained by SGD with momentum; else by Adam.</summary>
        public bool WantsMomentum => model == Architecture.ResNet;
    }
}
