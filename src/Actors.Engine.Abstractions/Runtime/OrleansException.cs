namespace Orleans.Runtime;

/// <summary>A failure of the engine, not of the grain called.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    public OrleansException()
        : base("An unexpected error occurred in the actor engine.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
