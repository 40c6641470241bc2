namespace Actors.Engine.Tests.Probes;

public interface IStoredGrain : IGrainWithStringKey
{
    Task<int> Add(int number);

    Task<int> AddAndForgive(int number);

    Task<int> Read();

    Task Clear();
}
