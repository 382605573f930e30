using DeepKeras.Layers;

namespace DeepKeras.Bench.Contenders;

/// <summary>The works' models in DeepKeras.</summary>
internal static class DeepKerasModels
{
    /// <summary>A fresh model.</summary>
    public static Model Create(Architecture architecture) => architecture switch
    {
        Architecture.Mlp => Sequential.Create([784]).Dense(128, "relu").Dense(10),
        Architecture.MlpWide => Sequential.Create([784]).Dense(1024, "relu").Dense(1024, "relu").Dense(10),
        Architecture.Large => Sequential.Create([784]).Dense(4096, "relu").Dense(4096, "relu").Dense(10),
        Architecture.Tabular => Sequential.Create([20]).Dense(64, "relu").Dense(32, "relu").Dense(1, "sigmoid"),
        Architecture.Cnn => Sequential.Create([28, 28, 1])
            .Conv2D(32, 3, activation: "relu").MaxPooling2D(2)
            .Conv2D(64, 3, activation: "relu").MaxPooling2D(2)
            .Flatten().Dropout(0.5f).Dense(10),
        Architecture.Lstm => Sequential.Create([80], DType.Int32).Embedding(10000, 64).LSTM(64).Dense(1, "sigmoid"),
        Architecture.Gru => Sequential.Create([80], DType.Int32).Embedding(10000, 64).GRU(64).Dense(1, "sigmoid"),
        Architecture.ResNet => ResNet20(),
        Architecture.Transformer => Transformer(),
    };

    private static Model ResNet20()
    {
        Tensor input = Keras.Input([32, 32, 3]);
        Tensor x = new ReLU().Apply(Normalized(input, 16, 1));
        int channels = 16;
        foreach (int filters in (int[])[16, 32, 64])
        {
            for (int block = 0; block < 3; block++)
            {
                int strides = block == 0 && filters > 16 ? 2 : 1;
                Tensor inner = Normalized(new ReLU().Apply(Normalized(x, filters, strides)), filters, 1);
                Tensor shortcut = channels == filters ? x : Convolution(filters, 1, strides).Apply(x);
                x = new ReLU().Apply(new Add().Apply([shortcut, inner]));
                channels = filters;
            }
        }
        return new Model(input, new Dense(10).Apply(new GlobalAveragePooling2D().Apply(x)));
    }

    private static Tensor Normalized(Tensor x, int filters, int strides) =>
        new BatchNormalization().Apply(Convolution(filters, 3, strides).Apply(x));

    private static Conv2D Convolution(int filters, int kernelSize, int strides) =>
        new(filters, kernelSize, strides, Padding.Same, useBias: false, kernelInitializer: "he_normal");

    private static Model Transformer()
    {
        Tensor input = Keras.Input([100], DType.Int32);
        Tensor x = new TokenAndPositionEmbedding(10000, 100, 64).Apply(input);
        x = AddedAndNormalized(x, new MultiHeadAttention(4, 16).Apply([x, x]));
        x = AddedAndNormalized(x, new Dense(64).Apply(new Dense(128, "relu").Apply(x)));
        return new Model(input, new Dense(2).Apply(new GlobalAveragePooling1D().Apply(x)));
    }

    private static Tensor AddedAndNormalized(Tensor x, Tensor change) =>
        new LayerNormalization(epsilon: 1e-6).Apply(new Add().Apply([x, new Dropout(0.1f).Apply(change)]));

    /// <summary>What a token is and where it stands, added (Vaswani et al., 2017, with learned positions).</summary>
    private sealed class TokenAndPositionEmbedding(int vocabulary, int length, int width) : Layer
    {
        private readonly Embedding tokens = new(vocabulary, width);
        private readonly Embedding positions = new(length, width);

        protected override Tensor Call(Tensor x, CallContext context) => tokens.Apply(x) + positions.Apply(Ops.Arange(length));
    }
}
