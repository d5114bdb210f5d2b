return { groups = {} }
