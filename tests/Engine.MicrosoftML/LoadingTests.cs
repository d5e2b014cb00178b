using System.Reflection;
using System.Runtime.Loader;
using Presage.Engine.Learning;
using Presage.Engine.MicrosoftML;
using Presage.Tests.Engine.Learning;

namespace Presage.Tests.Engine.MicrosoftML;

/// <summary>What makes the runtime load Microsoft.ML, seen on copies of the assemblies that ask a loader of their own.</summary>
public sealed class LoadingTests
{
    public static TheoryData<string> Algorithms => Foreign.Algorithms;

    [Fact]
    public void Naming_the_algorithms_and_checking_their_hyper_parameters_loads_none_of_it() => Loaded(Uses.Name, "").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Predicting_and_explaining_with_a_model_loads_none_of_it(string algorithm)
    {
        var model = Foreign.Bytes(Foreign.Fit(algorithm, new Synthetic(300, 1).Task(), parameters: Foreign.Small(algorithm)).Classifier);

        Loaded(Uses.Score, Convert.ToBase64String(model)).ShouldBeEmpty();
    }

    [Fact]
    public void Training_loads_it() => Loaded(Uses.Train, MicrosoftMLAlgorithms.FastTree).ShouldContain("Microsoft.ML.FastTree");

    /// <summary>Calls a method of <see cref="Uses"/> and tells which of Microsoft.ML's assemblies were asked for.</summary>
    private static IEnumerable<string> Loaded(Action<string> use, string argument)
    {
        var copies = new Copies();
        try
        {
            copies.LoadFromAssemblyPath(typeof(Uses).Assembly.Location).GetType(typeof(Uses).FullName!)!
                .GetMethod(use.Method.Name, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [argument]);
            return [.. copies.Asked.Where(name => name.StartsWith("Microsoft.ML", StringComparison.Ordinal))];
        }
        finally
        {
            copies.Unload();
        }
    }

    /// <summary>
    /// Loads copies of this repository's assemblies and of Microsoft.ML's, and notes their names; leaves the rest to the runtime.
    /// </summary>
    private sealed class Copies() : AssemblyLoadContext("copies", isCollectible: true)
    {
        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName name)
        {
            Asked.Add(name.Name!);
            var path = Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll");
            var isCopied = name.Name!.StartsWith(
                "Presage.", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft.ML", StringComparison.Ordinal);
            return isCopied && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}

/// <summary>What a program does with the algorithms.</summary>
internal static class Uses
{
    private static readonly TrainerCatalog s_catalog = TrainerCatalog.Own.With(MicrosoftMLAlgorithms.All);

    public static void Name(string _)
    {
        foreach (var name in s_catalog.Names)
        {
            var trainer = s_catalog.Create(name);
            trainer.Check(trainer.Defaults);
        }
    }

    /// <param name="model">Base64.</param>
    public static void Score(string model)
    {
        var data = new Synthetic(20, 1);
        var read = Model.FromBytes(Convert.FromBase64String(model), s_catalog);
        read.Predict(data.Values, data.Rows);
        read.Explain(data.Values, row: 3, component: 0);
        read.ToBytes();
    }

    public static void Train(string algorithm) => s_catalog.Create(algorithm).Fit(
        new Synthetic(50, 1).Task(), new Dictionary<string, double> { ["rounds"] = 1 }, seed: 1, threads: 1, CancellationToken.None);
}
