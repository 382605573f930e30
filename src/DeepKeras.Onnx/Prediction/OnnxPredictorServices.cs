using Microsoft.Extensions.DependencyInjection;

namespace DeepKeras.Onnx;

/// <summary>Predictors as services, for ASP.NET and whatever else has a container.</summary>
public static class OnnxPredictorServices
{
    /// <summary>One <see cref="OnnxPredictor"/> for all who ask; it reads the file when it is first asked for.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads and buffers; null: the defaults.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOnnxPredictor(this IServiceCollection services, string path, OnnxPredictorOptions? options = null) =>
        services.AddSingleton(_ => new OnnxPredictor(path, options));

    /// <summary>As above, one of several models, asked for by <c>[FromKeyedServices(name)]</c>.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The key.</param>
    /// <param name="path">An ONNX file.</param>
    /// <param name="options">Threads and buffers; null: the defaults.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOnnxPredictor(this IServiceCollection services, string name, string path, OnnxPredictorOptions? options) =>
        services.AddKeyedSingleton(name, (_, _) => new OnnxPredictor(path, options));
}
