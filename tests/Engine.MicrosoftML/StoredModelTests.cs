using System.Globalization;
using Presage.Engine;
using Presage.Engine.Binary;
using Presage.Engine.Learning;
using Presage.Engine.Random;
using Presage.Tests.Engine.Learning;

namespace Presage.Tests.Engine.MicrosoftML;

/// <summary>
/// Models that were written in the first version of the format, which kept Microsoft.ML's zip and no trees, and beside them what the
/// program that wrote them predicted and explained.
/// </summary>
public sealed class StoredModelTests
{
    private const int FirstVersion = 1;
    private const int VersionAt = 8;

    private readonly Synthetic _data = new(400, 1, components: 3);

    public static TheoryData<string> Algorithms => Foreign.Algorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void It_predicts_and_explains_as_it_did_to_the_bit(string algorithm)
    {
        var bytes = Bytes(algorithm);
        var model = Model.FromBytes(bytes, Foreign.Catalog);

        bytes[VersionAt].ShouldBe((byte)FirstVersion);
        Told(model).ShouldBe(File.ReadLines(Stored($"{algorithm}.csv")).Skip(1));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Written_again_it_keeps_trees_and_zips_and_predicts_and_explains_the_same(string algorithm)
    {
        var model = Model.FromBytes(Bytes(algorithm), Foreign.Catalog);

        var bytes = model.ToBytes();
        var converted = Model.FromBytes(bytes, TrainerCatalog.Own);

        bytes[VersionAt].ShouldBe((byte)(FirstVersion + 1));
        Told(converted).ShouldBe(Told(model));
        converted.Classifier.Importance(0).ShouldBe(model.Classifier.Importance(0));
        ((AdditiveTrees)converted.Classifier).Originals!.Select(zip => zip.AsSpan().StartsWith("PK"u8)).ShouldBe([true, true, false]);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_program_without_the_algorithm_refuses_it(string algorithm)
    {
        var refused = Should.Throw<PresageException>(() => Model.FromBytes(Bytes(algorithm), TrainerCatalog.Own));

        refused.Code.ShouldBe("damaged-model");
        refused.Message.ShouldContain("its algorithm is unknown");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Damage_around_the_zips_is_refused_or_breaks_nothing(string algorithm)
    {
        var mapper = ((AdditiveTrees)Model.FromBytes(Bytes(algorithm), Foreign.Catalog).Classifier).Mapper;
        var read = Foreign.Catalog.UnconvertedReaderOf(algorithm)!;
        var content = Content(algorithm);
        var lastZip = content.AsSpan().LastIndexOf("PK\x05\x06"u8) + 22;
        var random = new Xoshiro256(5);

        for (var i = 0; i < 30; i++)
        {
            var damaged = content.ToArray();
            damaged[lastZip + random.NextBelow(damaged.Length - lastZip)] ^= (byte)(1 << random.NextBelow(8));
            try
            {
                var predicted = _data.Predict(read(damaged, mapper, 3));
                predicted.ShouldAllBe(column => column.All(p => p >= 0 && p <= 1));
            }
            catch (DamageException)
            {
            }
        }

        Should.Throw<DamageException>(() => read(new byte[] { 3, 1, 2, 3, 0 }, mapper, 1));
        Should.Throw<DamageException>(() => read(content.AsMemory(0, content.Length - 1), mapper, 3));
        Should.Throw<DamageException>(() => read(content, mapper, 2));
    }

    /// <summary>Every figure of the first rows, as the program wrote it down that wrote the model.</summary>
    private IEnumerable<string> Told(Model model)
    {
        int[] rows = [.. Enumerable.Range(0, 40)];
        double[][] contributions = [.. Synthetic.Columns.Select(_ => new double[rows.Length])];
        var predicted = model.Predict(_data.Values, _data.Rows);
        for (var k = 0; k < predicted.Length; k++)
        {
            var mean = model.Classifier.Contributions(_data.Values, rows, k, contributions);
            foreach (var row in rows)
            {
                double[] figures = [k, row, predicted[k][row], mean, .. contributions.Select(column => column[row])];
                yield return string.Join(',', figures.Select(figure => figure.ToString("R", CultureInfo.InvariantCulture)));
            }
        }
    }

    private static byte[] Bytes(string algorithm) => File.ReadAllBytes(Stored($"{algorithm}.model"));

    /// <summary>The classifier's own part of the file.</summary>
    private static byte[] Content(string algorithm)
    {
        var bytes = Bytes(algorithm);
        var name = System.Text.Encoding.UTF8.GetBytes(algorithm);
        var reader = new ByteReader(bytes.AsSpan(bytes.AsSpan().IndexOf(name) + name.Length));
        return reader.Raw<byte>(reader.Count(1));
    }

    private static string Stored(string name) => Path.Combine(AppContext.BaseDirectory, "Stored", name);
}
