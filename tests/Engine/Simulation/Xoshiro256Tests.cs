using Presage.Engine.Random;

namespace Presage.Tests.Engine.Simulation;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void It_gives_the_numbers_of_the_published_algorithm()
    {
        var random = new Xoshiro256(1, 2, 3, 4);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next()];

        numbers.ShouldBe([11520UL, 0UL, 1509978240UL, 1215971899390074240UL]);
    }

    [Fact]
    public void Streams_and_seeds_are_different_sequences()
    {
        var firsts = from seed in Enumerable.Range(0, 100)
                     from stream in Enumerable.Range(0, 100)
                     select new Xoshiro256(seed, stream).Next();

        firsts.Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public void Whole_numbers_are_uniform()
    {
        var random = new Xoshiro256(5);
        var counts = new int[7];

        for (var i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;

        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 500);
    }

    [Fact]
    public void A_sample_is_ascending_without_repetition_and_takes_every_row_about_equally_often()
    {
        var random = new Xoshiro256(3);
        var taken = new int[10];

        for (var i = 0; i < 10_000; i++)
        {
            var sample = random.Sample(10, 4);
            sample.ShouldBe(sample.Distinct().Order());
            foreach (var row in sample)
                taken[row]++;
        }

        taken.ShouldAllBe(t => t > 3_800 && t < 4_200);
    }

    [Fact]
    public void Normal_numbers_have_the_normal_distribution()
    {
        const int Count = 4_000_000;
        var random = new Xoshiro256(11);
        var numbers = new double[Count];
        foreach (ref var number in numbers.AsSpan())
            number = Normal.Next(random);

        numbers.Average().ShouldBe(0, 0.003);
        numbers.Average(x => x * x).ShouldBe(1, 0.005);
        numbers.Average(x => x * x * x * x).ShouldBe(3, 0.03);
        foreach (var (limit, share) in new[] { (-2.0, 0.022750), (-1.0, 0.158655), (0.0, 0.5), (0.5, 0.691462),
            (1.5, 0.933193), (2.5, 0.993790) })
            (numbers.Count(x => x < limit) / (double)Count).ShouldBe(share, 0.001);
        numbers.Count(x => x > 3.6541528853610088).ShouldBeInRange(430, 610);      // the tail: 4,000,000 x 0.000129 = 516
    }
}
