using System.Globalization;
using System.Security.Cryptography;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Learning;

public sealed class ModelFormatTests
{
    private const int HashAt = 20;
    private const int ContentAt = 52;

    public static TheoryData<string> Algorithms => [.. TrainerCatalog.Own.Names];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_model_read_back_predicts_and_explains_the_same_bits_and_writes_the_same_bytes(string algorithm)
    {
        var data = new Synthetic(400, 1, components: 3);
        var model = TestModels.Train(algorithm, data);

        var read = Model.FromBytes(model.ToBytes(), TrainerCatalog.Own);

        for (var k = 0; k < 3; k++)
        {
            read.Predict(data.Values, data.Rows)[k].ShouldBe(model.Predict(data.Values, data.Rows)[k]);
            read.Explain(data.Values, 7, k).ShouldBe(model.Explain(data.Values, 7, k));
            read.Classifier.Importance(k).ShouldBe(model.Classifier.Importance(k));
        }

        read.ToBytes().ShouldBe(model.ToBytes());
        read.Preset.ShouldBe(model.Preset);
        read.Horizon.ShouldBe(model.Horizon);
        read.Components.ShouldBe(model.Components);
        read.Thresholds.ShouldBe(model.Thresholds);
        read.Columns.Select(
            c => (c.Name, c.Source, c.Description, c.Unit)).ShouldBe(model.Columns.Select(c => (c.Name, c.Source, c.Description, c.Unit)));
        read.Columns[2].Categories.ShouldBe(model.Columns[2].Categories);
        read.Baseline[3].Edges.ShouldBe(model.Baseline[3].Edges);
        read.Baseline[3].Shares.ShouldBe(model.Baseline[3].Shares);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_header_says_what_the_model_needs_and_gives(string algorithm)
    {
        var model = TestModels.Train(algorithm, new Synthetic(120, 1, components: 2));

        var header = ModelHeader.FromBytes(model.ToBytes());

        (header.Preset, header.Horizon).ShouldBe((model.Preset, model.Horizon));
        header.Components.ShouldBe(model.Components);
        header.Columns.Select(c => (c.Name, c.Source, c.Description, c.Unit))
            .ShouldBe(model.Columns.Select(c => (c.Name, c.Source, c.Description, c.Unit)));
        Should.Throw<PresageException>(() => ModelHeader.FromBytes(model.ToBytes().AsSpan()[..^1])).Code.ShouldBe("damaged-model");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_truncation_is_refused(string algorithm)
    {
        var bytes = TestModels.Train(algorithm, new Synthetic(120, 1, components: 1)).ToBytes();

        for (var length = 0; length < bytes.Length; length += length < 2_000 ? 1 : 97)
        {
            ShouldBeRefused(bytes[..length]);
            if (length >= ContentAt)
                ShouldBeRefused(Reseal(bytes[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_flipped_bit_is_noticed(string algorithm)
    {
        var bytes = TestModels.Train(algorithm, new Synthetic(120, 1, components: 1)).ToBytes();
        var random = new Xoshiro256(1);

        for (var i = 0; i < 2_000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i < ContentAt ? i : random.NextBelow(bytes.Length)] ^= (byte)(1 << random.NextBelow(8));
            ShouldBeRefused(damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_reader_written_from_the_document_predicts_the_same(string algorithm)
    {
        var data = new Synthetic(400, 1, components: 3);
        var model = TestModels.Train(algorithm, data);

        using var naive = new NaiveModelReader(model.ToBytes());

        naive.Preset.ShouldBe(model.Preset);
        naive.Horizon.ShouldBe(UnixTime.ToMilliseconds(model.Horizon));
        naive.Names.ShouldBe(model.Columns.Select(column => column.Name));
        naive.Thresholds.ShouldBe(model.Thresholds);
        naive.Edges.ShouldBe(model.Baseline.Select(baseline => baseline.Edges));
        var expected = model.Predict(data.Values, data.Rows);
        for (var row = 0; row < data.Rows; row++)
        {
            var predicted = naive.Predict([.. data.Values.Select(column => column[row])]);
            for (var k = 0; k < predicted.Length; k++)
                predicted[k].ShouldBe(expected[k][row], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_beginning_can_be_read_alone(string algorithm)
    {
        var model = TestModels.Train(algorithm, new Synthetic(120, 1));
        var bytes = model.ToBytes();

        var header = ModelHeader.FromBytes(bytes);

        header.Preset.ShouldBe(model.Preset);
        header.Horizon.ShouldBe(model.Horizon);
        header.Components.ShouldBe(model.Components);
        header.Columns.Select(column => column.Name).ShouldBe(model.Columns.Select(column => column.Name));
        Should.Throw<PresageException>(() => ModelHeader.FromBytes(bytes.AsSpan(0, bytes.Length - 1))).Code.ShouldBe("damaged-model");
    }

    [Fact]
    public void The_document_names_every_limit()
    {
        var document = File.ReadAllText(RepositoryRoot.Find("docs/integrate/model-format.md")!);

        int[] limits =
        [
            ModelLimits.Bytes, ModelLimits.Components, ModelLimits.Columns, ModelLimits.Categories, ModelLimits.Trees,
            ModelLimits.Nodes, ModelLimits.Depth,
            ModelLimits.TextBytes, ModelLimits.Edges,
        ];
        foreach (var limit in limits)
            document.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"| {limit:N0} |"));
    }

    [Fact]
    public void Random_bytes_and_nothing_at_all_are_refused()
    {
        var random = new Xoshiro256(3);
        ShouldBeRefused([]);
        for (var i = 0; i < 500; i++)
            ShouldBeRefused([.. Enumerable.Range(0, random.NextBelow(300)).Select(_ => (byte)random.NextBelow(256))]);
    }

    [Fact]
    public void A_newer_version_is_refused_by_its_number()
    {
        var bytes = TestModels.Train(Trainers.DecisionTree, new Synthetic(100, 1)).ToBytes();
        bytes[8] = 3;

        Should.Throw<PresageException>(() => Model.FromBytes(bytes, TrainerCatalog.Own)).Message.ShouldContain("version is 3");
    }

    [Fact]
    public void Something_after_the_end_is_refused()
    {
        var bytes = TestModels.Train(Trainers.DecisionTree, new Synthetic(100, 1)).ToBytes();

        ShouldBeRefused([.. bytes, 0]);
        ShouldBeRefused(Reseal([.. bytes, 0]));
    }

    private static void ShouldBeRefused(byte[] bytes) => TryRead(bytes).ShouldBeNull();

    private static Model? TryRead(byte[] bytes)
    {
        try
        {
            return Model.FromBytes(bytes, TrainerCatalog.Own);
        }
        catch (PresageException refused)
        {
            refused.Code.ShouldBe("damaged-model");
            return null;
        }
    }

    private static byte[] Reseal(byte[] bytes)
    {
        BitConverter.TryWriteBytes(bytes.AsSpan(12), (long)(bytes.Length - ContentAt));
        SHA256.HashData(bytes.AsSpan(ContentAt), bytes.AsSpan(HashAt));
        return bytes;
    }
}
