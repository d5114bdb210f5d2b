layer          gold   sys   exact   ovlap     F1*  on the pairs
person           80    77   95.54   95.54   95.54  name 100.00
country          91    90   99.45   99.45   99.45  name 100.00
organization     47    45   97.83   97.83   95.65  name  97.78
group            11     9   90.00   90.00   70.00  members  77.78
date             65    65   98.46  100.00   98.46  value  98.46  type 100.00
encounter        10     9       -   94.74   94.74  acc  90.00  form 100.00  parties 100.00
statement        58    59   35.90   97.44   88.89  speaker  91.23  cue 100.00
act             103    99       -   95.05   92.08  target  79.57  (overlap column: act kind without the actor)
macro mean                                 91.85   (14 documents)
